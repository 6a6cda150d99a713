# fish completion of bt-add, made by bt-add --generate fish

# Reads the command line before the cursor, once for each: verb, first and nth of what stands by
# itself, the last .torrent file, and the options that name a session.
function __bt_add_read
    set -l words (commandline -opc)
    test "$words" = "$__bt_add_words"; and return
    set -g __bt_add_words $words
    set -g __bt_add_verb ''
    set -g __bt_add_first ''
    set -g __bt_add_nth 0
    set -g __bt_add_file ''
    set -g __bt_add_reach
    set -l valued (__bt_add_valued '')
    set -l skip ''
    set -l rest ''
    for word in $words[2..-1]
        if test -n "$skip"
            contains -- $skip -S --session --socket --state-dir
            and set -a __bt_add_reach $skip (string replace -r '^~/' $HOME/ -- $word)
            set skip ''
        else if test -z "$rest"; and test "$word" = --
            set rest yes
        else if test -z "$rest"; and string match -q -- '--*=*' $word
            string match -qr -- '^--(session|socket|state-dir)=' $word
            and set -a __bt_add_reach $word
        else if test -z "$rest"; and string match -q -- '-?*' $word
            contains -- $word $valued; and set skip $word
        else if test -z "$__bt_add_verb"; and test no = yes
            set __bt_add_verb $word
            set valued (__bt_add_valued $word)
        else
            test $__bt_add_nth = 0; and set __bt_add_first $word
            set __bt_add_nth (math $__bt_add_nth + 1)
            set word (string replace -r '^~/' $HOME/ -- $word)
            string match -q -- '*.torrent' $word; and test -f $word; and set __bt_add_file $word
        end
    end
end

# Whether the verb is one of these.
function __bt_add_in
    __bt_add_read
    contains -- "$__bt_add_verb" $argv
end

# The words of a list that are not in it yet, after what is before its last comma. A word may have a
# minus before it.
function __bt_add_list
    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '')
    set -l before (string match -r '^.*,' -- $typed)
    string match -qr '(^|,)-[^,]*$' -- $typed; and set before $before-
    for word in $argv
        string match -q -- "*,$word,*" ",$before"; or printf '%s\n' "$before$word"
    end
end

function __bt_add_offer_files
    __fish_complete_path (commandline -ct)
end

function __bt_add_offer_folders
    __fish_complete_directories (commandline -ct) ''
end

function __bt_add_offer_torrents
    __fish_complete_path (commandline -ct) | string match -r '^.*(?:/|\.torrent)(?:\t.*)?$'
end

# Escapes what means something in a pattern; a name with a backslash is escaped already, and left
# out.
function __bt_add_pattern
    string match -v -- '*\\\\*' $argv | string replace -ar '[*?[]' '\\\\$0'
end

function __bt_add_offer_inside
    __bt_add_read
    test -n "$__bt_add_file"; and type -q bt-info; or return
    set -lx BT_INFO_JSON false
    for row in (bt-info --files $__bt_add_file 2> /dev/null < /dev/null)
        __bt_add_pattern (string split -f 3 \t -- $row)
    end
end

function __bt_add_ctl
    __bt_add_read
    set -lx BT_CTL_JSON false
    type -q bt-ctl; and bt-ctl $__bt_add_reach -W 300ms $argv 2> /dev/null < /dev/null
end

function __bt_add_offer_sessions
    __bt_add_ctl sessions | string split -f 1 \t
end

function __bt_add_offer_hosted
    set -l rows (__bt_add_ctl list --fields torrent,name)
    for row in $rows
        set -l parts (string split -m 1 \t -- $row)
        printf '%s\t%s\n' $parts[1] $parts[2]
        set -l name (__bt_add_pattern $parts[2])
        test -n "$name"; and printf '%s\t%s\n' $name $parts[1]
    end
end

function __bt_add_offer_categories
    __bt_add_ctl list --fields category | string match -v '' | sort -u
end

function __bt_add_offer_tags
    __bt_add_ctl list --fields tags | string split , | string match -v '' | sort -u
end

function __bt_add_offer_settings
    set -lx BT_ADD_JSON false
    set -l after ''
    string match -q -- --set (commandline -opc)[-1]; and set after =
    type -q bt-add; and bt-add --list-settings 2> /dev/null | string split -f 1 \t | string replace -r '$' "$after"
end

function __bt_add_valued
    switch $argv[1]
        case '*'
            printf '%s\n' -i --input -J --jobs -d --dir -F --file -e --exclude --priority --reuse --expect-sha256 -o --output --cat --tar --range -a --announce -w --web-seed --peer -W --deadline --metadata-timeout --peer-timeout --stall-timeout --min-rate --min-rate-time -r --ratio --seed-time -X --exec --exec-timeout --exec-on -S --session --state-dir --control --category --tag --save-interval --follow-interval --follow-count --keep-versions -L --limit --max-connections --max-uploads --storage --listen -P --port -I --interface --down --up --proxy --encryption --ip-filter --port-filter --geoip --disk --dht-node --set --preset --stop-timeout --events --progress --progress-interval --max-file-size --max-depth --max-items --max-pieces --max-files --max-path-length --color --config
    end
end

function __bt_add_arguments
    __bt_add_read
    string match -q -- '-*' (commandline -ct); and return
    switch $__bt_add_verb:$__bt_add_nth:$__bt_add_first
        case ':0:*'
            __bt_add_offer_torrents
        case ':*:*'
            __bt_add_offer_torrents
    end
end

complete -c bt-add -f -a '(__bt_add_arguments)'
complete -c bt-add -s h -l help -d 'Print the most usual of this on a screen, and end'
complete -c bt-add -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=brief'
complete -c bt-add -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=all'
complete -c bt-add -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=json'
complete -c bt-add -s V -l version -d 'Print the versions of the tool and of libtorrent and end'
complete -c bt-add -s i -l input -r -F -d 'Read further inputs from this file, one a line, or from standard input (-)'
complete -c bt-add -s 0 -l null -d 'In that list NUL ends each input, not a line end'
complete -c bt-add -s J -l jobs -x -d 'Work on at most this many torrents at a time'
complete -c bt-add -l fail-fast -l keep-going -d 'End all when one input fails, or, as by default, go on with the others'
complete -c bt-add -s d -l dir -x -a '(__bt_add_offer_folders)' -d 'Save below this folder'
complete -c bt-add -s F -l file -x -a '(__bt_add_offer_inside)' -d 'Fetch these files alone'
complete -c bt-add -s e -l exclude -x -a '(__bt_add_offer_inside)' -d 'Do not fetch these files'
complete -c bt-add -l priority -x -a '(__bt_add_offer_inside)' -d 'Fetch these files sooner or later than others'
complete -c bt-add -l first-last -d 'Fetch the first and the last piece of each file before the others'
complete -c bt-add -l reuse -x -a '(__bt_add_offer_folders)' -d 'Before anything is fetched copy what is missing from files of the same content below this folder'
complete -c bt-add -l expect-sha256 -r -F -d 'When it is complete compare its files with this list of sha256sum(1), or its one file with these 64 digits'
complete -c bt-add -l list -d 'Print the files of each torrent, and fetch no content'
complete -c bt-add -l metadata-only -d 'Save each torrent as a .torrent file named by its hash, and fetch no content'
complete -c bt-add -s o -l output -r -F -d 'Where'
complete -c bt-add -s f -l force -d 'Replace a .torrent file, or an archive, that is there'
complete -c bt-add -l cat -x -a '(__bt_add_offer_inside)' -d 'Write the content of these files to standard output while it comes, in the torrent'\''s order'
complete -c bt-add -l tar -r -F -d 'Write the files as a tar archive while they come, to this file or to standard output (-)'
complete -c bt-add -l range -x -d 'With --cat, of one file'
complete -c bt-add -s a -l announce -x -d 'Ask this tracker too'
complete -c bt-add -s w -l web-seed -x -d 'Fetch from this web server too (BEP 19)'
complete -c bt-add -l peer -x -d 'Connect to this peer, and keep trying'
complete -c bt-add -s W -l deadline -x -d 'End after this long, whatever is missing, with status 9'
complete -c bt-add -l metadata-timeout -x -d 'Give a magnet link up with status 8 when no peer gave its metadata in this time'
complete -c bt-add -l peer-timeout -x -d 'Give a torrent up with status 9 when no peer was connected in this time'
complete -c bt-add -l stall-timeout -x -d 'Give a torrent up with status 9 when no content came for this long'
complete -c bt-add -l min-rate -x -d 'Give a torrent up with status 9 when less than this came a second, over the time below'
complete -c bt-add -l min-rate-time -x -d 'How long --min-rate looks back'
complete -c bt-add -l seed -d 'Serve what is complete until told to stop'
complete -c bt-add -s r -l ratio -x -d 'Serve until this many times its size was sent'
complete -c bt-add -l seed-time -x -d 'Serve for this long'
complete -c bt-add -s X -l exec -x -d 'Run this program when a torrent is complete, or at the events named below'
complete -c bt-add -l exec-timeout -x -d 'End the program after this long'
complete -c bt-add -l exec-on -x -a 'torrent_removed file_completed file_renamed file_rename_failed performance_warning state_changed tracker_error tracker_warning scrape_reply scrape_failed tracker_reply dht_reply tracker_announce hash_failed peer_ban peer_unsnubbed peer_snubbed peer_error peer_connected peer_disconnected invalid_request torrent_finished piece_finished request_dropped block_timeout block_finished block_downloading unwanted_block storage_moved storage_moved_failed torrent_deleted torrent_delete_failed resume_data_ready resume_data_failed torrent_paused torrent_resumed torrent_checked web_seed_error file_error metadata_failed metadata_received udp_error external_ip listen_failed listen_succeeded portmap_error portmap portmap_log fastresume_rejected peer_blocked dht_announce_in dht_get_peers_in cache_flushed lsd_peer tracker_id dht_bootstrap torrent_error torrent_need_cert incoming_connection torrent_added dht_error dht_immutable_item dht_mutable_item dht_put i2p_error dht_get_peers_out session_log torrent_log peer_log lsd_error incoming_request dht_log dht_get_peers_reply picker_log session_error dht_live_nodes dht_sample_infohashes block_uploaded alerts_dropped socks5_error file_prio oversized_file torrent_conflict' -d 'Run it at this event instead'
complete -c bt-add -s S -l session -x -a '(__bt_add_offer_sessions)' -d 'Keep what is downloaded, and how far it came, in the named session'
complete -c bt-add -l state-dir -x -a '(__bt_add_offer_folders)' -d 'Where sessions are kept'
complete -c bt-add -l control -r -F -d 'Take requests of bt-ctl(1) on this Unix socket, which a named session has one of without it'
complete -c bt-add -l category -x -a '(__bt_add_offer_categories)' -d 'Put new torrents into this category'
complete -c bt-add -l tag -x -a '(__bt_add_offer_tags)' -d 'Give new torrents this tag'
complete -c bt-add -l save-interval -x -d 'How often to save how far torrents came, beside the data or in the session'
complete -c bt-add -l detach -d 'Hand the torrents to whoever hosts the session, and end'
complete -c bt-add -l follow -d 'Go on after the torrent that the link of a key points at (BEP 46), or, with --follow-update-url, that names an update URL'
complete -c bt-add -l follow-interval -x -d 'How often to look for another one'
complete -c bt-add -l follow-count -x -d 'End after so many'
complete -c bt-add -l keep-versions -x -d 'Save each version in a folder of its own, DIR/NUMBER by its sequence number, have the link DIR/current lead to the newest complete one, and keep so many of them'
complete -c bt-add -l follow-update-url -d 'Ask the update URL of each torrent (BEP 39) whether another one takes its place, and fetch the newest, over the files that are here'
complete -c bt-add -l sequential -d 'Fetch pieces in their order'
complete -c bt-add -l upload-mode -d 'Send what is here, and fetch nothing'
complete -c bt-add -l share-mode -d 'Fetch only what lets more be sent than received'
complete -c bt-add -l paused -d 'Add torrents without starting them'
complete -c bt-add -l seed-mode -d 'Take all data for present and right'
complete -c bt-add -l super-seed -d 'As a seed, offer each peer the pieces that the others lack (BEP 16)'
complete -c bt-add -l auto-managed -d 'Let libtorrent'\''s queue start and stop torrents, by the settings active_downloads and their kin'
complete -c bt-add -l no-ip-filter -d 'Do not apply the IP filter to these torrents'
complete -c bt-add -s L -l limit -x -d 'Receive, and send after a colon, at most this much a second for each torrent'
complete -c bt-add -l max-connections -x -d 'Connect to at most this many peers of each'
complete -c bt-add -l max-uploads -x -d 'Send to at most this many peers of each at a time'
complete -c bt-add -l storage -x -a 'sparse allocate' -d 'Let files grow as pieces come, or give them all their room at the start'
complete -c bt-add -l listen -x -d 'Listen on these addresses or devices, comma-separated'
complete -c bt-add -s P -l port -x -d 'Listen on this port of every interface'
complete -c bt-add -s I -l interface -x -d 'Listen on this address or device alone, and connect from it'
complete -c bt-add -l private-net -d 'Stay on loopback or a closed network'
complete -c bt-add -l no-dht -d 'Do not use the DHT'
complete -c bt-add -l no-lsd -d 'Do not look for peers on the local network (BEP 14)'
complete -c bt-add -l no-pex -d 'Do not exchange peers with peers (BEP 11)'
complete -c bt-add -l no-utp -d 'Use TCP only, not uTP (BEP 29)'
complete -c bt-add -l down -x -d 'Receive at most this much a second, from all peers together, local ones too'
complete -c bt-add -l up -x -d 'Send at most this much a second, to all peers together, local ones too'
complete -c bt-add -l proxy -x -d 'Reach trackers, web seeds, peers and the servers of .torrent files through this proxy'
complete -c bt-add -l encryption -x -a 'off allow require' -d 'Of connections to peers'
complete -c bt-add -l ip-filter -r -F -d 'Have no peers at the addresses in this file'
complete -c bt-add -l port-filter -x -d 'Connect to no peer at these ports, such as 25 or 1-1023'
complete -c bt-add -l geoip -r -F -d 'Tell countries and networks of peers by this database in MaxMind'\''s format (.mmdb)'
complete -c bt-add -l disk -x -a 'bt mmap posix' -d 'What reads and writes files'
complete -c bt-add -l no-upnp -d 'Do not map ports by UPnP'
complete -c bt-add -l no-natpmp -d 'Do not map ports by NAT-PMP or PCP'
complete -c bt-add -l dht-node -x -d 'Enter the DHT through this node instead of the public ones'
complete -c bt-add -l set -x -a '(__bt_add_offer_settings)' -d 'Give a libtorrent setting another value'
complete -c bt-add -l preset -x -a 'default seedbox low-memory' -d 'Start from this set of libtorrent settings'
complete -c bt-add -l stop-timeout -x -d 'How long an orderly stop may take, such as telling trackers'
complete -c bt-add -l list-settings -d 'Print every libtorrent setting with type, default, limits and meaning, and end'
complete -c bt-add -l events -x -a '(__bt_add_list torrent_removed file_completed file_renamed file_rename_failed performance_warning state_changed tracker_error tracker_warning scrape_reply scrape_failed tracker_reply dht_reply tracker_announce hash_failed peer_ban peer_unsnubbed peer_snubbed peer_error peer_connected peer_disconnected invalid_request torrent_finished piece_finished request_dropped block_timeout block_finished block_downloading unwanted_block storage_moved storage_moved_failed torrent_deleted torrent_delete_failed resume_data_ready resume_data_failed torrent_paused torrent_resumed torrent_checked web_seed_error file_error metadata_failed metadata_received udp_error external_ip listen_failed listen_succeeded portmap_error portmap portmap_log fastresume_rejected peer_blocked dht_announce_in dht_get_peers_in cache_flushed lsd_peer tracker_id dht_bootstrap torrent_error torrent_need_cert incoming_connection torrent_added dht_error dht_immutable_item dht_mutable_item dht_put i2p_error dht_get_peers_out session_log torrent_log peer_log lsd_error incoming_request dht_log dht_get_peers_reply picker_log session_error dht_live_nodes dht_sample_infohashes block_uploaded alerts_dropped socks5_error file_prio oversized_file torrent_conflict)' -d 'Which events --json tells'
complete -c bt-add -l progress -x -a 'auto none text json' -d 'How progress is told'
complete -c bt-add -l progress-interval -x -d 'Time between two progress records'
complete -c bt-add -l max-file-size -x -d 'Refuse a larger torrent file'
complete -c bt-add -l max-depth -x -d 'Refuse lists, dictionaries and folders nested deeper'
complete -c bt-add -l max-items -x -d 'Refuse more bencoded items'
complete -c bt-add -l max-pieces -x -d 'Refuse more pieces'
complete -c bt-add -l max-files -x -d 'Refuse more files'
complete -c bt-add -l max-path-length -x -d 'Refuse longer paths'
complete -c bt-add -s j -l json -d 'Print one JSON object per line'
complete -c bt-add -s q -l quiet -d 'Say nothing but errors on standard error'
complete -c bt-add -s v -l verbose -d 'Say more on standard error'
complete -c bt-add -l color -x -a 'auto always never' -d 'Whether text is coloured'
complete -c bt-add -l config -r -F -d 'Read options from this TOML file'
