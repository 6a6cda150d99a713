load ../../support/common
load ../../support/steered

# again OPTION...: the host is stopped in order and started anew.
again() {
    kill -TERM "$HOST"
    wait "$HOST" || true
    start_host -S default "$@"
}

trackers_of() {
    bt-ctl trackers -j "$1" | jq -r '"\(.tier) \(.url)"' | sort
}

@test "what clients changed of a torrent is there when the session runs again" {
    start_control --announce http://127.0.0.1:9/of-the-line
    local key=$ONE each
    bt-ctl trackers "$key" --add http://127.0.0.1:9/added --tier 3
    bt-ctl web-seeds "$key" --add http://127.0.0.1:9/files/
    bt-ctl limits "$key" --down 100K --up 200K --max-uploads 7 --max-connections 9
    bt-ctl flags "$key" --set sequential_download --clear apply_ip_filter
    bt-ctl rename 0 other.bin "$key"
    bt-ctl pause "$TWO"
    trackers_of "$key" > trackers
    for each in "" "--trust full"; do
        # shellcheck disable=SC2086 # an option and its value
        again $each
        assert_equal "$(trackers_of "$key")" "$(cat trackers)"
        assert_equal "$(bt-ctl web-seeds -j "$key" | jq -r .url)" http://127.0.0.1:9/files/
        assert_equal "$(bt-ctl limits -j "$key" | jq -c '[.download_limit, .upload_limit, .max_uploads, .max_connections]')" \
            '[102400,204800,7,9]'
        assert_equal "$(bt-ctl status -j "$key" | jq -c '[.flags.sequential_download, .flags.apply_ip_filter]')" '[true,false]'
        assert_equal "$(bt-ctl files -j "$key" | jq -r .path)" other.bin
        assert [ -s seed/other.bin ]
        wait_for seeds "$key"
        assert_equal "$(status_of two.bin is_paused)" true
        assert_equal "$(status_of three is_paused)" false
    done
    # Trackers that were taken away stay away, the torrent's own among them.
    bt-ctl trackers "$key" --replace http://127.0.0.1:9/only
    again
    assert_equal "$(trackers_of "$key")" "0 http://127.0.0.1:9/only"
}

seeds() {
    [[ $(bt-ctl status -j "$1" | jq .is_seeding) == true ]]
}

@test "the command line comes on top of what a session had, and resumes what it names" {
    start_control
    bt-ctl limits "$TWO" --down 100K --up 200K
    bt-ctl trackers "$TWO" --add http://127.0.0.1:9/added
    bt-ctl pause "$TWO"
    kill -TERM "$HOST"
    wait "$HOST" || true
    start_host -S default -L 50K: -a http://127.0.0.1:9/now two.bin.torrent
    assert_equal "$(bt-ctl limits -j "$TWO" | jq -c '[.download_limit, .upload_limit]')" '[51200,204800]'
    assert_equal "$(trackers_of "$TWO")" "0 http://127.0.0.1:9/added
0 http://127.0.0.1:9/now"
    assert_equal "$(status_of two.bin is_paused)" false
}
