#!/usr/bin/env bats
# Countries and networks of peers, by databases in MaxMind's format.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

# database NAME [NETWORK JSON]...
database() {
    python3 "$BT_SOURCE/tests/support/mmdb.py" "$@"
}

@test "geoip: peers have a country and a network, each by the first file that has it" {
    database country.mmdb 127.0.0.0/8 '{"country":{"iso_code":"NZ"}}' 10.0.0.0/8 '{"country":{"iso_code":"DE"}}'
    database asn.mmdb 127.0.0.0/16 \
        '{"country_code":"AQ","autonomous_system_number":64500,"autonomous_system_organization":"Loop & Co"}'
    start_large_seed
    start_fetcher --geoip country.mmdb --geoip asn.mmdb
    # Two seeds would part.
    rpc set_torrent_limits "$(with '"download_limit":20000')"
    meet
    is '.records | length == 1' list_peers "$P"
    run -0 bt-ctl --socket got.sock peers -j "$T"
    assert_equal "$(jq -c '[.country, .asn, .as_name]' <<< "$output")" '["NZ",64500,"Loop & Co"]'
    # Who was not asked to tell does not.
    run at seed.sock list_peers "$P"
    assert_equal "$(jq -c '.records[0] | [.country, .asn, .as_name]' <<< "$output")" '[null,null,null]'
}

@test "geoip: an address that no file has is nowhere, and IPinfo's names are known" {
    database far.mmdb 10.0.0.0/8 '{"country":{"iso_code":"DE"},"autonomous_system_number":64501}'
    database loop.mmdb 127.0.0.0/8 '{"country_code":"NZ","asn":"AS64500"}'
    start_large_seed
    start_fetcher --geoip far.mmdb
    rpc set_torrent_limits "$(with '"download_limit":20000')"
    meet
    is '.records | length == 1 and (.[0] | has("country") or has("asn") | not)' list_peers "$P"
    rpc shutdown
    wait "$FETCHER" || true
    start_fetcher --geoip loop.mmdb
    rpc set_torrent_limits "$(with '"download_limit":20000')"
    meet
    is '.records[0] | [.country, .asn, has("as_name")] == ["NZ",64500,false]' list_peers "$P"
}

@test "geoip: what is no database is refused before anything is done" {
    echo "no database" > text
    mkfifo pipe
    database half.mmdb 127.0.0.0/8 '{"country":{"iso_code":"NZ"}}'
    truncate -s 20 half.mmdb
    mkdir seed
    echo data > seed/x
    bt-create -q -o x.torrent seed/x > /dev/null
    local tool
    for tool in bt-seed bt-add; do
        run -3 --separate-stderr "$tool" --private-net --geoip text -d seed x.torrent
        assert_equal "$stderr" "$tool: cannot read places of addresses text: it is no database in MaxMind's format"
        run -3 "$tool" --private-net --geoip half.mmdb -d seed x.torrent
        run -4 --separate-stderr "$tool" --private-net --geoip missing.mmdb -d seed x.torrent
        assert_equal "$stderr" "$tool: cannot read places of addresses missing.mmdb: No such file or directory"
        run -4 "$tool" --private-net --geoip pipe -d seed x.torrent
        assert_output "$tool: cannot read places of addresses pipe: it is no file"
    done
}
