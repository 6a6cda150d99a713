#!/usr/bin/env bats
# Filters, classes of peers and ports, over the control socket.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

@test "filters: a blocked address is parted from" {
    start_pair
    rpc set_torrent_limits "$(with '"download_limit":20000')"
    meet
    is '.records | length == 1' list_peers "$P"
    rpc ip_filter_add '{"start":"127.0.0.0","end":"127.0.0.255"}'
    is '.records == []' list_peers "$P"
    rpc ip_filter_add '{"start":"2001:db8::1"}'
    run rpc ip_filter_list
    assert_equal "$(jq -c '[.records[] | [.start, .end, .blocked]]' <<< "$output")" \
        '[["127.0.0.0","127.0.0.255",true],["2001:db8::1","2001:db8::1",true]]'
    rpc ip_filter_add '{"start":"127.0.0.1","block":false}'
    run rpc ip_filter_list
    assert_equal "$(jq -c '.records | length' <<< "$output")" 3
    rpc ip_filter_clear
    assert_equal "$(rpc ip_filter_list)" '{"records": []}'
    meet
    is '.records | length == 1' list_peers "$P"
    refuses invalid_params ip_filter_add '{"start":"127.0.0.2","end":"127.0.0.1"}'
    refuses invalid_params ip_filter_add '{"start":"127.0.0.1","end":"::1"}'
    refuses invalid_params ip_filter_add '{"start":"localhost"}'
    refuses invalid_params ip_filter_add '{}'
}

@test "filters: a list of addresses takes the place of what was blocked" {
    start_large_seed
    steer seed.sock
    rpc ip_filter_add '{"start":"192.0.2.1"}'
    echo 'some:198.51.100.0-198.51.100.255' > blocked.p2p
    rpc ip_filter_load "{\"files\":[\"$PWD/blocked.p2p\"]}"
    assert_equal "$(rpc ip_filter_list | jq -c '[.records[] | [.start, .end]]')" '[["198.51.100.0","198.51.100.255"]]'
    refuses bad_input ip_filter_load "{\"files\":[\"$PWD/none\"]}"
    refuses bad_input ip_filter_load '{"files":["/dev/zero"]}'
    refuses invalid_params ip_filter_load '{"files":["blocked.p2p"]}'
    assert_equal "$(rpc ip_filter_list | jq '.records | length')" 1
}

@test "filters: no peer is called at a blocked port" {
    start_pair
    local port=${SEED##*:}
    rpc port_filter_add "{\"start\":$port}"
    meet
    wait_for grep -q '"kind":"peer_blocked"' got.jsonl
    is '.records == []' list_peers "$P"
    assert_equal "$(rpc port_filter_list | jq -c '[.records[] | [.start, .end, .blocked]]')" "[[$port,$port,true]]"
    rpc port_filter_clear
    assert_equal "$(rpc port_filter_list)" '{"records": []}'
    meet
    is '.is_finished' torrent_status "$P"
    refuses invalid_params port_filter_add '{"start":10,"end":9}'
    refuses invalid_params port_filter_add '{"start":65536}'
}

@test "filters: a class of peers is limited together" {
    start_pair
    run rpc peer_class_create '{"label":"slow"}'
    local class
    class=$(jq .class <<< "$output")
    run rpc peer_class_set "{\"class\":$class,\"download_limit\":20000,\"upload_priority\":9}"
    assert_equal "$(jq -c '[.label, .download_limit, .upload_limit, .upload_priority]' <<< "$output")" '["slow",20000,0,9]'
    assert_equal "$(rpc peer_class_get "{\"class\":$class}")" "$output"
    assert_equal "$(rpc peer_class_list | jq -c '[.records[].class]')" "[0,1,2,$class]"
    rpc peer_class_filter_add "{\"start\":\"127.0.0.1\",\"classes\":[0,$class]}"
    rpc peer_class_filter_list | jq -e ".records | any(.start == \"127.0.0.1\" and .classes == [0,$class])"
    meet
    is '.total_payload_download > 0' torrent_status "$P"
    assert_equal "$(rpc torrent_status "$P" | jq .is_finished)" false
    rpc peer_class_set "{\"class\":$class,\"download_limit\":-1}" > /dev/null
    is '.is_finished' torrent_status "$P"
    run rpc peer_class_type_filter "{\"socket_type\":\"utp\",\"op\":\"add\",\"class\":$class}"
    jq -e ".classes | index($class) != null" <<< "$output"
    rpc peer_class_type_filter "{\"socket_type\":\"utp\",\"op\":\"remove\",\"class\":$class}" | jq -e ".classes | index($class) == null"
    rpc peer_class_delete "{\"class\":$class}"
    refuses not_found peer_class_get "{\"class\":$class}"
    refuses not_found peer_class_set '{"class":30,"upload_limit":5}'
    refuses invalid_params peer_class_delete '{"class":0}'
    refuses invalid_params peer_class_set '{"class":0,"upload_priority":0}'
    refuses invalid_params peer_class_create '{"label":""}'
    refuses invalid_params peer_class_type_filter '{"socket_type":"quic","op":"add","class":1}'
}

@test "filters: port mappings are asked for, listed and deleted" {
    start_large_seed
    steer seed.sock
    # Within --private-net no router is asked.
    assert_equal "$(rpc port_mapping_add '{"protocol":"tcp","external_port":6881,"local_port":6881}')" '{"mappings": []}'
    assert_equal "$(rpc port_mapping_list)" '{"records": []}'
    refuses not_found port_mapping_delete '{"mapping":0}'
    refuses invalid_params port_mapping_add '{"protocol":"sctp","external_port":1,"local_port":1}'
    refuses invalid_params port_mapping_add '{"protocol":"tcp","external_port":0,"local_port":1}'
}
