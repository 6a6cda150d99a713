# fish completion of bt-seed, made by bt-seed --generate fish

# Reads the command line before the cursor, once for each: verb, first and nth of what stands by
# itself, the last .torrent file, and the options that name a session.
function __bt_seed_read
    set -l words (commandline -opc)
    test "$words" = "$__bt_seed_words"; and return
    set -g __bt_seed_words $words
    set -g __bt_seed_verb ''
    set -g __bt_seed_first ''
    set -g __bt_seed_nth 0
    set -g __bt_seed_file ''
    set -g __bt_seed_reach
    set -l valued (__bt_seed_valued '')
    set -l skip ''
    set -l rest ''
    for word in $words[2..-1]
        if test -n "$skip"
            contains -- $skip -S --session --socket --state-dir
            and set -a __bt_seed_reach $skip (string replace -r '^~/' $HOME/ -- $word)
            set skip ''
        else if test -z "$rest"; and test "$word" = --
            set rest yes
        else if test -z "$rest"; and string match -q -- '--*=*' $word
            string match -qr -- '^--(session|socket|state-dir)=' $word
            and set -a __bt_seed_reach $word
        else if test -z "$rest"; and string match -q -- '-?*' $word
            contains -- $word $valued; and set skip $word
        else if test -z "$__bt_seed_verb"; and test no = yes
            set __bt_seed_verb $word
            set valued (__bt_seed_valued $word)
        else
            test $__bt_seed_nth = 0; and set __bt_seed_first $word
            set __bt_seed_nth (math $__bt_seed_nth + 1)
            set word (string replace -r '^~/' $HOME/ -- $word)
            string match -q -- '*.torrent' $word; and test -f $word; and set __bt_seed_file $word
        end
    end
end

# Whether the verb is one of these.
function __bt_seed_in
    __bt_seed_read
    contains -- "$__bt_seed_verb" $argv
end

# The words of a list that are not in it yet, after what is before its last comma. A word may have a
# minus before it.
function __bt_seed_list
    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '')
    set -l before (string match -r '^.*,' -- $typed)
    string match -qr '(^|,)-[^,]*$' -- $typed; and set before $before-
    for word in $argv
        string match -q -- "*,$word,*" ",$before"; or printf '%s\n' "$before$word"
    end
end

function __bt_seed_offer_files
    __fish_complete_path (commandline -ct)
end

function __bt_seed_offer_folders
    __fish_complete_directories (commandline -ct) ''
end

function __bt_seed_offer_torrents
    __fish_complete_path (commandline -ct) | string match -r '^.*(?:/|\.torrent)(?:\t.*)?$'
end

# Escapes what means something in a pattern; a name with a backslash is escaped already, and left
# out.
function __bt_seed_pattern
    string match -v -- '*\\\\*' $argv | string replace -ar '[*?[]' '\\\\$0'
end

function __bt_seed_offer_inside
    __bt_seed_read
    test -n "$__bt_seed_file"; and type -q bt-info; or return
    set -lx BT_INFO_JSON false
    for row in (bt-info --files $__bt_seed_file 2> /dev/null < /dev/null)
        __bt_seed_pattern (string split -f 3 \t -- $row)
    end
end

function __bt_seed_ctl
    __bt_seed_read
    set -lx BT_CTL_JSON false
    type -q bt-ctl; and bt-ctl $__bt_seed_reach -W 300ms $argv 2> /dev/null < /dev/null
end

function __bt_seed_offer_sessions
    __bt_seed_ctl sessions | string split -f 1 \t
end

function __bt_seed_offer_hosted
    set -l rows (__bt_seed_ctl list --fields torrent,name)
    for row in $rows
        set -l parts (string split -m 1 \t -- $row)
        printf '%s\t%s\n' $parts[1] $parts[2]
        set -l name (__bt_seed_pattern $parts[2])
        test -n "$name"; and printf '%s\t%s\n' $name $parts[1]
    end
end

function __bt_seed_offer_categories
    __bt_seed_ctl list --fields category | string match -v '' | sort -u
end

function __bt_seed_offer_tags
    __bt_seed_ctl list --fields tags | string split , | string match -v '' | sort -u
end

function __bt_seed_offer_settings
    set -lx BT_ADD_JSON false
    set -l after ''
    string match -q -- --set (commandline -opc)[-1]; and set after =
    type -q bt-add; and bt-add --list-settings 2> /dev/null | string split -f 1 \t | string replace -r '$' "$after"
end

function __bt_seed_valued
    switch $argv[1]
        case '*'
            printf '%s\n' -i --input -d --dir --trust --create -o --output -m --meta -w --web-seed --publish --salt --salt-hex --publish-interval -r --ratio --until-uploaded --until-peers --until-seeds --until-copies --idle --max-time -S --session --state-dir --control --category --tag --save-interval --watch --ready-fd --pid-file -a --announce --peer -L --limit --max-connections --max-uploads --listen -P --port -I --interface --down --up --proxy --encryption --ip-filter --port-filter --geoip --disk --dht-node --set --preset --stop-timeout --events --progress --progress-interval --max-file-size --max-depth --max-items --max-pieces --max-files --max-path-length --color --config
    end
end

function __bt_seed_arguments
    __bt_seed_read
    string match -q -- '-*' (commandline -ct); and return
    switch $__bt_seed_verb:$__bt_seed_nth:$__bt_seed_first
        case ':0:*'
            __bt_seed_offer_torrents
        case ':*:*'
            __bt_seed_offer_torrents
    end
end

complete -c bt-seed -f -a '(__bt_seed_arguments)'
complete -c bt-seed -s h -l help -d 'Print the most usual of this on a screen, and end'
complete -c bt-seed -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=brief'
complete -c bt-seed -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=all'
complete -c bt-seed -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=json'
complete -c bt-seed -s V -l version -d 'Print the versions of the tool and of libtorrent and end'
complete -c bt-seed -s i -l input -r -F -d 'Read further inputs from this file, one a line, or from standard input (-)'
complete -c bt-seed -s 0 -l null -d 'In that list NUL ends each input, not a line end'
complete -c bt-seed -s d -l dir -x -a '(__bt_seed_offer_folders)' -d 'The folder that holds the data'
complete -c bt-seed -l trust -x -a 'full quick resume' -d 'Check all data first, believe it if it looks untouched, or believe what the session saved'
complete -c bt-seed -l create -r -F -d 'Make a torrent of this file or folder, as bt-create does, and serve it from where it is'
complete -c bt-seed -s o -l output -r -F -d 'Keep that torrent'
complete -c bt-seed -s f -l force -d 'Replace the file that is there'
complete -c bt-seed -s m -l meta -x -a 'v1 v2 hybrid' -d 'Which format it is in (BEP 3, 52)'
complete -c bt-seed -s p -l private -d 'Its peers come from its trackers alone (BEP 27)'
complete -c bt-seed -s w -l web-seed -x -d 'Write into it that this web server has the content too (BEP 19)'
complete -c bt-seed -l publish -r -F -d 'Have the secret key in this file, in descriptor N (fd:N) or on standard input (-) point at the torrent in the DHT (BEP 46), over what it pointed at before, and keep it there while the torrent is served'
complete -c bt-seed -l salt -x -d 'Salt, which sets apart the items of one key'
complete -c bt-seed -l salt-hex -x -d 'The same in hex, for a salt that is no text'
complete -c bt-seed -l publish-interval -x -d 'How often it looks whether enough nodes have the pointer, a tenth more or less'
complete -c bt-seed -s r -l ratio -x -d 'Serve each torrent until this many times its size was sent'
complete -c bt-seed -l until-uploaded -x -d 'Serve each torrent until this much of its content was sent'
complete -c bt-seed -l until-peers -x -d 'Serve each torrent until this many peers have completed it, by their own word'
complete -c bt-seed -l until-seeds -x -d 'Serve each torrent until it has this many other seeds, connected or by the word of a tracker'
complete -c bt-seed -l until-copies -x -d 'Serve each torrent until the connected peers have this many copies among them'
complete -c bt-seed -l idle -x -d 'Serve each torrent until it has sent nothing for this long'
complete -c bt-seed -l all-goals -d 'Serve until all of these goals are reached, not one'
complete -c bt-seed -l max-time -x -d 'End after this long'
complete -c bt-seed -s S -l session -x -a '(__bt_seed_offer_sessions)' -d 'Host the named session'
complete -c bt-seed -l state-dir -x -a '(__bt_seed_offer_folders)' -d 'Where sessions are kept'
complete -c bt-seed -l control -r -F -d 'Take requests of bt-ctl(1) on this Unix socket, which a named session has one of without it'
complete -c bt-seed -l category -x -a '(__bt_seed_offer_categories)' -d 'Put new torrents into this category'
complete -c bt-seed -l tag -x -a '(__bt_seed_offer_tags)' -d 'Give new torrents this tag'
complete -c bt-seed -l save-interval -x -d 'How often to save what changed'
complete -c bt-seed -l watch -x -a '(__bt_seed_offer_folders)' -d 'Take every .torrent and .magnet file that is in this folder or comes into it, and let go of those whose file goes'
complete -c bt-seed -l watch-move -d 'Move taken files to a folder "added" below the one they came into'
complete -c bt-seed -l ready-fd -x -d 'Write the ready event as one line to this descriptor once all is checked, and close it'
complete -c bt-seed -l pid-file -r -F -d 'Keep the number of the process in this file while it runs, and refuse to run twice'
complete -c bt-seed -s a -l announce -x -d 'Ask this tracker too'
complete -c bt-seed -l peer -x -d 'Connect to this peer, and keep trying'
complete -c bt-seed -l seed-mode -d 'Take all data for present and right'
complete -c bt-seed -l super-seed -d 'As a seed, offer each peer the pieces that the others lack (BEP 16)'
complete -c bt-seed -l auto-managed -d 'Let libtorrent'\''s queue start and stop torrents, by the settings active_downloads and their kin'
complete -c bt-seed -l no-ip-filter -d 'Do not apply the IP filter to these torrents'
complete -c bt-seed -s L -l limit -x -d 'Receive, and send after a colon, at most this much a second for each torrent'
complete -c bt-seed -l max-connections -x -d 'Connect to at most this many peers of each'
complete -c bt-seed -l max-uploads -x -d 'Send to at most this many peers of each at a time'
complete -c bt-seed -l listen -x -d 'Listen on these addresses or devices, comma-separated'
complete -c bt-seed -s P -l port -x -d 'Listen on this port of every interface'
complete -c bt-seed -s I -l interface -x -d 'Listen on this address or device alone, and connect from it'
complete -c bt-seed -l private-net -d 'Stay on loopback or a closed network'
complete -c bt-seed -l no-dht -d 'Do not use the DHT'
complete -c bt-seed -l no-lsd -d 'Do not look for peers on the local network (BEP 14)'
complete -c bt-seed -l no-pex -d 'Do not exchange peers with peers (BEP 11)'
complete -c bt-seed -l no-utp -d 'Use TCP only, not uTP (BEP 29)'
complete -c bt-seed -l down -x -d 'Receive at most this much a second, from all peers together, local ones too'
complete -c bt-seed -l up -x -d 'Send at most this much a second, to all peers together, local ones too'
complete -c bt-seed -l proxy -x -d 'Reach trackers, web seeds, peers and the servers of .torrent files through this proxy'
complete -c bt-seed -l encryption -x -a 'off allow require' -d 'Of connections to peers'
complete -c bt-seed -l ip-filter -r -F -d 'Have no peers at the addresses in this file'
complete -c bt-seed -l port-filter -x -d 'Connect to no peer at these ports, such as 25 or 1-1023'
complete -c bt-seed -l geoip -r -F -d 'Tell countries and networks of peers by this database in MaxMind'\''s format (.mmdb)'
complete -c bt-seed -l disk -x -a 'bt mmap posix' -d 'What reads and writes files'
complete -c bt-seed -l no-upnp -d 'Do not map ports by UPnP'
complete -c bt-seed -l no-natpmp -d 'Do not map ports by NAT-PMP or PCP'
complete -c bt-seed -l dht-node -x -d 'Enter the DHT through this node instead of the public ones'
complete -c bt-seed -l set -x -a '(__bt_seed_offer_settings)' -d 'Give a libtorrent setting another value'
complete -c bt-seed -l preset -x -a 'default seedbox low-memory' -d 'Start from this set of libtorrent settings'
complete -c bt-seed -l stop-timeout -x -d 'How long an orderly stop may take, such as telling trackers'
complete -c bt-seed -l list-settings -d 'Print every libtorrent setting with type, default, limits and meaning, and end'
complete -c bt-seed -l events -x -a '(__bt_seed_list torrent_removed file_completed file_renamed file_rename_failed performance_warning state_changed tracker_error tracker_warning scrape_reply scrape_failed tracker_reply dht_reply tracker_announce hash_failed peer_ban peer_unsnubbed peer_snubbed peer_error peer_connected peer_disconnected invalid_request torrent_finished piece_finished request_dropped block_timeout block_finished block_downloading unwanted_block storage_moved storage_moved_failed torrent_deleted torrent_delete_failed resume_data_ready resume_data_failed torrent_paused torrent_resumed torrent_checked web_seed_error file_error metadata_failed metadata_received udp_error external_ip listen_failed listen_succeeded portmap_error portmap portmap_log fastresume_rejected peer_blocked dht_announce_in dht_get_peers_in cache_flushed lsd_peer tracker_id dht_bootstrap torrent_error torrent_need_cert incoming_connection torrent_added dht_error dht_immutable_item dht_mutable_item dht_put i2p_error dht_get_peers_out session_log torrent_log peer_log lsd_error incoming_request dht_log dht_get_peers_reply picker_log session_error dht_live_nodes dht_sample_infohashes block_uploaded alerts_dropped socks5_error file_prio oversized_file torrent_conflict)' -d 'Which events --json tells'
complete -c bt-seed -l progress -x -a 'auto none text json' -d 'How progress is told'
complete -c bt-seed -l progress-interval -x -d 'Time between two progress records'
complete -c bt-seed -l max-file-size -x -d 'Refuse a larger torrent file'
complete -c bt-seed -l max-depth -x -d 'Refuse lists, dictionaries and folders nested deeper'
complete -c bt-seed -l max-items -x -d 'Refuse more bencoded items'
complete -c bt-seed -l max-pieces -x -d 'Refuse more pieces'
complete -c bt-seed -l max-files -x -d 'Refuse more files'
complete -c bt-seed -l max-path-length -x -d 'Refuse longer paths'
complete -c bt-seed -s j -l json -d 'Print one JSON object per line'
complete -c bt-seed -s q -l quiet -d 'Say nothing but errors on standard error'
complete -c bt-seed -s v -l verbose -d 'Say more on standard error'
complete -c bt-seed -l color -x -a 'auto always never' -d 'Whether text is coloured'
complete -c bt-seed -l config -r -F -d 'Read options from this TOML file'
