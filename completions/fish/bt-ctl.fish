# fish completion of bt-ctl, made by bt-ctl --generate fish

# Reads the command line before the cursor, once for each: verb, first and nth of what stands by
# itself, the last .torrent file, and the options that name a session.
function __bt_ctl_read
    set -l words (commandline -opc)
    test "$words" = "$__bt_ctl_words"; and return
    set -g __bt_ctl_words $words
    set -g __bt_ctl_verb ''
    set -g __bt_ctl_first ''
    set -g __bt_ctl_nth 0
    set -g __bt_ctl_file ''
    set -g __bt_ctl_reach
    set -l valued (__bt_ctl_valued '')
    set -l skip ''
    set -l rest ''
    for word in $words[2..-1]
        if test -n "$skip"
            contains -- $skip -S --session --socket --state-dir
            and set -a __bt_ctl_reach $skip (string replace -r '^~/' $HOME/ -- $word)
            set skip ''
        else if test -z "$rest"; and test "$word" = --
            set rest yes
        else if test -z "$rest"; and string match -q -- '--*=*' $word
            string match -qr -- '^--(session|socket|state-dir)=' $word
            and set -a __bt_ctl_reach $word
        else if test -z "$rest"; and string match -q -- '-?*' $word
            contains -- $word $valued; and set skip $word
        else if test -z "$__bt_ctl_verb"; and test yes = yes
            set __bt_ctl_verb $word
            set valued (__bt_ctl_valued $word)
        else
            test $__bt_ctl_nth = 0; and set __bt_ctl_first $word
            set __bt_ctl_nth (math $__bt_ctl_nth + 1)
            set word (string replace -r '^~/' $HOME/ -- $word)
            string match -q -- '*.torrent' $word; and test -f $word; and set __bt_ctl_file $word
        end
    end
end

# Whether the verb is one of these.
function __bt_ctl_in
    __bt_ctl_read
    contains -- "$__bt_ctl_verb" $argv
end

# The words of a list that are not in it yet, after what is before its last comma. A word may have a
# minus before it.
function __bt_ctl_list
    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '')
    set -l before (string match -r '^.*,' -- $typed)
    string match -qr '(^|,)-[^,]*$' -- $typed; and set before $before-
    for word in $argv
        string match -q -- "*,$word,*" ",$before"; or printf '%s\n' "$before$word"
    end
end

function __bt_ctl_offer_files
    __fish_complete_path (commandline -ct)
end

function __bt_ctl_offer_folders
    __fish_complete_directories (commandline -ct) ''
end

function __bt_ctl_offer_torrents
    __fish_complete_path (commandline -ct) | string match -r '^.*(?:/|\.torrent)(?:\t.*)?$'
end

# Escapes what means something in a pattern; a name with a backslash is escaped already, and left
# out.
function __bt_ctl_pattern
    string match -v -- '*\\\\*' $argv | string replace -ar '[*?[]' '\\\\$0'
end

function __bt_ctl_offer_inside
    __bt_ctl_read
    test -n "$__bt_ctl_file"; and type -q bt-info; or return
    set -lx BT_INFO_JSON false
    for row in (bt-info --files $__bt_ctl_file 2> /dev/null < /dev/null)
        __bt_ctl_pattern (string split -f 3 \t -- $row)
    end
end

function __bt_ctl_ctl
    __bt_ctl_read
    set -lx BT_CTL_JSON false
    type -q bt-ctl; and bt-ctl $__bt_ctl_reach -W 300ms $argv 2> /dev/null < /dev/null
end

function __bt_ctl_offer_sessions
    __bt_ctl_ctl sessions | string split -f 1 \t
end

function __bt_ctl_offer_hosted
    set -l rows (__bt_ctl_ctl list --fields torrent,name)
    for row in $rows
        set -l parts (string split -m 1 \t -- $row)
        printf '%s\t%s\n' $parts[1] $parts[2]
        set -l name (__bt_ctl_pattern $parts[2])
        test -n "$name"; and printf '%s\t%s\n' $name $parts[1]
    end
end

function __bt_ctl_offer_categories
    __bt_ctl_ctl list --fields category | string match -v '' | sort -u
end

function __bt_ctl_offer_tags
    __bt_ctl_ctl list --fields tags | string split , | string match -v '' | sort -u
end

function __bt_ctl_offer_settings
    set -lx BT_ADD_JSON false
    set -l after ''
    string match -q -- --set (commandline -opc)[-1]; and set after =
    type -q bt-add; and bt-add --list-settings 2> /dev/null | string split -f 1 \t | string replace -r '$' "$after"
end

function __bt_ctl_valued
    switch $argv[1]
        case list
            printf '%s\n' --fields --sort --limit --offset --name --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case status
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case info
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case find
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case count
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case files
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case pieces
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case availability
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case peers
            printf '%s\n' --add --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case known-peers
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case trackers
            printf '%s\n' --add --tier --replace --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case web-seeds
            printf '%s\n' --add --remove --type --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case pause
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case resume
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case remove
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case recheck
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case clear-error
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case reannounce
            printf '%s\n' --tracker-index --in --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case scrape
            printf '%s\n' --tracker-index --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case move
            printf '%s\n' --mode --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case rename
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case priority
            printf '%s\n' --piece --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case deadline
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case flush
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case resume-data
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case limits
            printf '%s\n' --down --up --max-connections --max-uploads --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case flags
            printf '%s\n' --set --clear --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case queue
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case category
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case tag
            printf '%s\n' --category --tag --state -S --session --socket --state-dir -W --timeout --color --config
        case add
            printf '%s\n' -i --input -d --dir --flags --category --tag -a --announce -w --web-seed --peer --down --up --max-connections --max-uploads --storage -S --session --socket --state-dir -W --timeout --color --config
        case events
            printf '%s\n' --events --interval --count -S --session --socket --state-dir -W --timeout --color --config
        case top
            printf '%s\n' --interval --sort -S --session --socket --state-dir -W --timeout --color --config
        case session
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case ping
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case stats
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case settings
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case encryption
            printf '%s\n' --in --out --level -S --session --socket --state-dir -W --timeout --color --config
        case save
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case errors
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case shutdown
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case metrics
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case sessions
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case methods
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case call
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case ip-filter
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case port-filter
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case peer-class
            printf '%s\n' --label --down --up --down-priority --up-priority --connections -S --session --socket --state-dir -W --timeout --color --config
        case port-map
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
        case dht
            printf '%s\n' --port --salt --seq --key-file --wait -S --session --socket --state-dir -W --timeout --color --config
        case feeds
            printf '%s\n' --interval --match --exclude --first-run -d --dir --category --tag --down --up -S --session --socket --state-dir -W --timeout --color --config
        case '*'
            printf '%s\n' -S --session --socket --state-dir -W --timeout --color --config
    end
end

function __bt_ctl_arguments
    __bt_ctl_read
    string match -q -- '-*' (commandline -ct); and return
    switch $__bt_ctl_verb:$__bt_ctl_nth:$__bt_ctl_first
        case ':*'
            printf '%s\t%s\n' list 'List torrents, a line each'
            printf '%s\t%s\n' status 'Say all that is known of how torrents are doing'
            printf '%s\t%s\n' info 'Say what the metadata of torrents says, as bt-info(1) does'
            printf '%s\t%s\n' find 'Say what the session calls the torrent with this info-hash, v1 or v2, or the beginning of one'
            printf '%s\t%s\n' count 'Say how many torrents the session has'
            printf '%s\t%s\n' files 'List the files of torrents, how much of each is here, and how much it is wanted'
            printf '%s\t%s\n' pieces 'List the pieces of torrents'
            printf '%s\t%s\n' availability 'Say how many peers have each piece of a torrent'
            printf '%s\t%s\n' peers 'List the peers that torrents are connected to'
            printf '%s\t%s\n' known-peers 'List the peers that torrents know of, connected or not'
            printf '%s\t%s\n' trackers 'List the trackers of torrents and what they said last'
            printf '%s\t%s\n' web-seeds 'List the web servers that have the content of torrents'
            printf '%s\t%s\n' pause 'Have torrents stop until they are resumed'
            printf '%s\t%s\n' resume 'Have torrents go on'
            printf '%s\t%s\n' remove 'Take torrents out of the session'
            printf '%s\t%s\n' recheck 'Have all data of torrents hashed again'
            printf '%s\t%s\n' clear-error 'Have torrents that an error stopped try again'
            printf '%s\t%s\n' reannounce 'Have torrents announced to their trackers now'
            printf '%s\t%s\n' scrape 'Have trackers asked how many peers torrents have'
            printf '%s\t%s\n' move 'Have the files of torrents moved below another folder'
            printf '%s\t%s\n' rename 'Have a file of a torrent renamed'
            printf '%s\t%s\n' priority 'Say how much files of a torrent are wanted'
            printf '%s\t%s\n' deadline 'Have a piece of a torrent fetched before others, until so much time is over'
            printf '%s\t%s\n' flush 'Have what torrents keep in memory written, or their files closed'
            printf '%s\t%s\n' resume-data 'Have how far torrents are saved now'
            printf '%s\t%s\n' limits 'Say what torrents may use, or set it'
            printf '%s\t%s\n' flags 'Say which of libtorrent'\''s flags torrents have, or change some'
            printf '%s\t%s\n' queue 'Move torrents in the queue, or say where they are'
            printf '%s\t%s\n' category 'Put torrents into a category'
            printf '%s\t%s\n' tag 'Give torrents a tag, take one from them, or give them these in place of all'
            printf '%s\t%s\n' add 'Add torrents'
            printf '%s\t%s\n' events 'Tell what happens as it happens, until the session ends or a signal comes'
            printf '%s\t%s\n' top 'Show torrents, their rates and their peers on the whole screen, as they change'
            printf '%s\t%s\n' session 'Say what the session is, or have all of it stop or go on'
            printf '%s\t%s\n' ping 'Say whether the session answers, and what it runs'
            printf '%s\t%s\n' stats 'Say what the session has done, and how fast'
            printf '%s\t%s\n' settings 'Say what libtorrent'\''s settings are'
            printf '%s\t%s\n' encryption 'Say whether peers may or must encrypt, or change it'
            printf '%s\t%s\n' save 'Have all that changed saved now'
            printf '%s\t%s\n' errors 'Say what the last request that failed was told, whoever made it'
            printf '%s\t%s\n' shutdown 'End the session in order'
            printf '%s\t%s\n' metrics 'Say what libtorrent'\''s counters stand at'
            printf '%s\t%s\n' sessions 'List the sessions that are stored, and whether each is running'
            printf '%s\t%s\n' methods 'List the methods of the control protocol that the session knows'
            printf '%s\t%s\n' call 'Call a method of the control protocol and print its result as it is'
            printf '%s\t%s\n' ip-filter 'List the addresses that peers are blocked or allowed by, add a range, or clear all'
            printf '%s\t%s\n' port-filter 'List the ports that peers are blocked or allowed by, add a range, or clear all'
            printf '%s\t%s\n' peer-class 'List the classes of peers and what their peers may use together, make one, change one, or say which peers belong to one'
            printf '%s\t%s\n' port-map 'List the ports that routers lead to us, have one lead another, or take that back'
            printf '%s\t%s\n' dht 'Say how the session is doing in the DHT, or have it ask there'
            printf '%s\t%s\n' feeds 'List the feeds that the session follows'
        case 'list:0:*'
            __bt_ctl_offer_hosted
        case 'list:*:*'
            __bt_ctl_offer_hosted
        case 'status:0:*'
            __bt_ctl_offer_hosted
        case 'status:*:*'
            __bt_ctl_offer_hosted
        case 'info:0:*'
            __bt_ctl_offer_hosted
        case 'info:*:*'
            __bt_ctl_offer_hosted
        case 'find:0:*'
            __bt_ctl_offer_hosted
        case 'find:*:*'
            
        case 'count:*:*'
            
        case 'files:0:*'
            __bt_ctl_offer_hosted
        case 'files:*:*'
            __bt_ctl_offer_hosted
        case 'pieces:0:*'
            __bt_ctl_offer_hosted
        case 'pieces:*:*'
            __bt_ctl_offer_hosted
        case 'availability:0:*'
            __bt_ctl_offer_hosted
        case 'availability:*:*'
            __bt_ctl_offer_hosted
        case 'peers:0:*'
            __bt_ctl_offer_hosted
        case 'peers:*:*'
            __bt_ctl_offer_hosted
        case 'known-peers:0:*'
            __bt_ctl_offer_hosted
        case 'known-peers:*:*'
            __bt_ctl_offer_hosted
        case 'trackers:0:*'
            __bt_ctl_offer_hosted
        case 'trackers:*:*'
            __bt_ctl_offer_hosted
        case 'web-seeds:0:*'
            __bt_ctl_offer_hosted
        case 'web-seeds:*:*'
            __bt_ctl_offer_hosted
        case 'pause:0:*'
            __bt_ctl_offer_hosted
        case 'pause:*:*'
            __bt_ctl_offer_hosted
        case 'resume:0:*'
            __bt_ctl_offer_hosted
        case 'resume:*:*'
            __bt_ctl_offer_hosted
        case 'remove:0:*'
            __bt_ctl_offer_hosted
        case 'remove:*:*'
            __bt_ctl_offer_hosted
        case 'recheck:0:*'
            __bt_ctl_offer_hosted
        case 'recheck:*:*'
            __bt_ctl_offer_hosted
        case 'clear-error:0:*'
            __bt_ctl_offer_hosted
        case 'clear-error:*:*'
            __bt_ctl_offer_hosted
        case 'reannounce:0:*'
            __bt_ctl_offer_hosted
        case 'reannounce:*:*'
            __bt_ctl_offer_hosted
        case 'scrape:0:*'
            __bt_ctl_offer_hosted
        case 'scrape:*:*'
            __bt_ctl_offer_hosted
        case 'move:0:*'
            __bt_ctl_offer_folders
        case 'move:1:*'
            __bt_ctl_offer_hosted
        case 'move:*:*'
            __bt_ctl_offer_hosted
        case 'rename:2:*'
            __bt_ctl_offer_hosted
        case 'rename:*:*'
            
        case 'priority:1:*'
            __bt_ctl_offer_hosted
        case 'priority:*:*'
            __bt_ctl_offer_hosted
        case 'deadline:0:*'
            printf '%s\n' set reset clear
        case 'deadline:1:set'
            
        case 'deadline:2:set'
            
        case 'deadline:3:set'
            __bt_ctl_offer_hosted
        case 'deadline:*:set'
            
        case 'deadline:1:reset'
            
        case 'deadline:2:reset'
            __bt_ctl_offer_hosted
        case 'deadline:*:reset'
            
        case 'deadline:1:clear'
            __bt_ctl_offer_hosted
        case 'deadline:*:clear'
            
        case 'flush:0:*'
            __bt_ctl_offer_hosted
        case 'flush:*:*'
            __bt_ctl_offer_hosted
        case 'resume-data:0:*'
            __bt_ctl_offer_hosted
        case 'resume-data:*:*'
            __bt_ctl_offer_hosted
        case 'limits:0:*'
            __bt_ctl_offer_hosted
        case 'limits:*:*'
            __bt_ctl_offer_hosted
        case 'flags:0:*'
            __bt_ctl_offer_hosted
        case 'flags:*:*'
            __bt_ctl_offer_hosted
        case 'queue:0:*'
            printf '%s\n' show up down top bottom set
        case 'queue:1:show'
            __bt_ctl_offer_hosted
        case 'queue:*:show'
            __bt_ctl_offer_hosted
        case 'queue:1:up'
            __bt_ctl_offer_hosted
        case 'queue:*:up'
            __bt_ctl_offer_hosted
        case 'queue:1:down'
            __bt_ctl_offer_hosted
        case 'queue:*:down'
            __bt_ctl_offer_hosted
        case 'queue:1:top'
            __bt_ctl_offer_hosted
        case 'queue:*:top'
            __bt_ctl_offer_hosted
        case 'queue:1:bottom'
            __bt_ctl_offer_hosted
        case 'queue:*:bottom'
            __bt_ctl_offer_hosted
        case 'queue:1:set'
            
        case 'queue:2:set'
            __bt_ctl_offer_hosted
        case 'queue:*:set'
            __bt_ctl_offer_hosted
        case 'category:0:*'
            __bt_ctl_offer_categories
        case 'category:1:*'
            __bt_ctl_offer_hosted
        case 'category:*:*'
            __bt_ctl_offer_hosted
        case 'tag:0:*'
            printf '%s\n' add remove set
        case 'tag:1:add'
            __bt_ctl_offer_tags
        case 'tag:2:add'
            __bt_ctl_offer_hosted
        case 'tag:*:add'
            __bt_ctl_offer_hosted
        case 'tag:1:remove'
            __bt_ctl_offer_tags
        case 'tag:2:remove'
            __bt_ctl_offer_hosted
        case 'tag:*:remove'
            __bt_ctl_offer_hosted
        case 'tag:1:set'
            __bt_ctl_offer_tags
        case 'tag:2:set'
            __bt_ctl_offer_hosted
        case 'tag:*:set'
            __bt_ctl_offer_hosted
        case 'add:0:*'
            __bt_ctl_offer_torrents
        case 'add:*:*'
            __bt_ctl_offer_torrents
        case 'events:0:*'
            __bt_ctl_offer_hosted
        case 'events:*:*'
            __bt_ctl_offer_hosted
        case 'top:*:*'
            
        case 'session:0:*'
            printf '%s\n' pause resume
        case 'session:*:pause'
            
        case 'session:*:resume'
            
        case 'session:*:*'
            
        case 'ping:*:*'
            
        case 'stats:*:*'
            
        case 'settings:0:*'
            __bt_ctl_offer_settings
        case 'settings:*:*'
            __bt_ctl_offer_settings
        case 'encryption:*:*'
            
        case 'save:*:*'
            
        case 'errors:0:*'
            printf '%s\n' clear
        case 'errors:*:clear'
            
        case 'errors:*:*'
            
        case 'shutdown:*:*'
            
        case 'metrics:*:*'
            
        case 'sessions:*:*'
            
        case 'methods:*:*'
            
        case 'call:*:*'
            
        case 'ip-filter:0:*'
            printf '%s\n' list add load clear
        case 'ip-filter:*:list'
            
        case 'ip-filter:1:add'
            
        case 'ip-filter:2:add'
            
        case 'ip-filter:*:add'
            
        case 'ip-filter:1:load'
            __bt_ctl_offer_files
        case 'ip-filter:*:load'
            
        case 'ip-filter:*:clear'
            
        case 'ip-filter:*:*'
            
        case 'port-filter:0:*'
            printf '%s\n' list add clear
        case 'port-filter:*:list'
            
        case 'port-filter:1:add'
            
        case 'port-filter:2:add'
            
        case 'port-filter:*:add'
            
        case 'port-filter:*:clear'
            
        case 'port-filter:*:*'
            
        case 'peer-class:0:*'
            printf '%s\n' list create get set delete filter filters type
        case 'peer-class:*:list'
            
        case 'peer-class:1:create'
            
        case 'peer-class:*:create'
            
        case 'peer-class:1:get'
            
        case 'peer-class:*:get'
            
        case 'peer-class:1:set'
            
        case 'peer-class:*:set'
            
        case 'peer-class:1:delete'
            
        case 'peer-class:*:delete'
            
        case 'peer-class:1:filter'
            
        case 'peer-class:2:filter'
            
        case 'peer-class:3:filter'
            
        case 'peer-class:*:filter'
            
        case 'peer-class:*:filters'
            
        case 'peer-class:1:type'
            
        case 'peer-class:2:type'
            
        case 'peer-class:3:type'
            
        case 'peer-class:*:type'
            
        case 'peer-class:*:*'
            
        case 'port-map:0:*'
            printf '%s\n' add delete
        case 'port-map:1:add'
            
        case 'port-map:2:add'
            
        case 'port-map:3:add'
            
        case 'port-map:*:add'
            
        case 'port-map:1:delete'
            
        case 'port-map:*:delete'
            
        case 'port-map:*:*'
            
        case 'dht:0:*'
            printf '%s\n' state add-node announce peers get get-mutable put put-mutable live-nodes sample save load
        case 'dht:*:state'
            
        case 'dht:1:add-node'
            
        case 'dht:*:add-node'
            
        case 'dht:1:announce'
            __bt_ctl_offer_hosted
        case 'dht:*:announce'
            
        case 'dht:1:peers'
            __bt_ctl_offer_hosted
        case 'dht:*:peers'
            
        case 'dht:1:get'
            
        case 'dht:*:get'
            
        case 'dht:1:get-mutable'
            
        case 'dht:*:get-mutable'
            
        case 'dht:1:put'
            
        case 'dht:*:put'
            
        case 'dht:1:put-mutable'
            
        case 'dht:*:put-mutable'
            
        case 'dht:1:live-nodes'
            
        case 'dht:*:live-nodes'
            
        case 'dht:1:sample'
            
        case 'dht:2:sample'
            
        case 'dht:*:sample'
            
        case 'dht:*:save'
            
        case 'dht:1:load'
            __bt_ctl_offer_files
        case 'dht:*:load'
            
        case 'dht:*:*'
            
        case 'feeds:0:*'
            printf '%s\n' list add remove refresh items
        case 'feeds:1:list'
            
        case 'feeds:*:list'
            
        case 'feeds:1:add'
            
        case 'feeds:*:add'
            
        case 'feeds:1:remove'
            
        case 'feeds:*:remove'
            
        case 'feeds:1:refresh'
            
        case 'feeds:*:refresh'
            
        case 'feeds:1:items'
            
        case 'feeds:*:items'
            
        case 'feeds:*:*'
            
    end
end

complete -c bt-ctl -f -a '(__bt_ctl_arguments)'
complete -c bt-ctl -n '__bt_ctl_in list' -l fields -x -a '(__bt_ctl_list torrent name info_hash_v1 info_hash_v2 state state_code is_queued is_paused is_finished is_seeding has_metadata has_incoming moving_storage need_save_resume progress progress_ppm download_rate upload_rate download_payload_rate upload_payload_rate eta total_size total_size_with_padding total_wanted total_wanted_done total_done total_download total_upload total_payload_download total_payload_upload total_failed_bytes total_redundant_bytes all_time_download all_time_upload num_peers num_seeds num_connections num_uploads list_peers list_seeds connect_candidates num_complete num_incomplete connections_limit uploads_limit num_pieces num_pieces_have piece_length block_size num_files save_path queue_position current_tracker next_announce announcing_to_trackers announcing_to_lsd announcing_to_dht distributed_copies distributed_full_copies distributed_fraction up_bandwidth_queue down_bandwidth_queue seed_rank active_duration finished_duration seeding_duration added_time completed_time last_seen_complete error_code error_category error_message error_file flags storage_mode total download_limit upload_limit last_upload last_download session category tags origin source_feed_url pieces_base64 verified_pieces_base64)' -d 'Print these fields of torrent_status (bt-records(5)), commas between'
complete -c bt-ctl -n '__bt_ctl_in list' -l sort -x -a 'torrent name info_hash_v1 info_hash_v2 state state_code is_queued is_paused is_finished is_seeding has_metadata has_incoming moving_storage need_save_resume progress progress_ppm download_rate upload_rate download_payload_rate upload_payload_rate eta total_size total_size_with_padding total_wanted total_wanted_done total_done total_download total_upload total_payload_download total_payload_upload total_failed_bytes total_redundant_bytes all_time_download all_time_upload num_peers num_seeds num_connections num_uploads list_peers list_seeds connect_candidates num_complete num_incomplete connections_limit uploads_limit num_pieces num_pieces_have piece_length block_size num_files save_path queue_position current_tracker next_announce announcing_to_trackers announcing_to_lsd announcing_to_dht distributed_copies distributed_full_copies distributed_fraction up_bandwidth_queue down_bandwidth_queue seed_rank active_duration finished_duration seeding_duration added_time completed_time last_seen_complete error_code error_category error_message error_file flags storage_mode total download_limit upload_limit last_upload last_download session category tags origin source_feed_url pieces_base64 verified_pieces_base64' -d 'Sort by this field, the smallest first'
complete -c bt-ctl -n '__bt_ctl_in list' -l reverse -d 'The largest first'
complete -c bt-ctl -n '__bt_ctl_in list' -l limit -x -d 'At most this many'
complete -c bt-ctl -n '__bt_ctl_in list' -l offset -x -d 'Leave out this many first'
complete -c bt-ctl -n '__bt_ctl_in list' -l name -x -d 'Torrents whose name matches this glob alone'
complete -c bt-ctl -n '__bt_ctl_in list status info files pieces availability peers known-peers trackers web-seeds pause resume remove recheck clear-error reannounce scrape move rename priority deadline flush resume-data limits flags queue category tag' -l category -x -a '(__bt_ctl_offer_categories)' -d 'Torrents of this category alone'
complete -c bt-ctl -n '__bt_ctl_in list status info files pieces availability peers known-peers trackers web-seeds pause resume remove recheck clear-error reannounce scrape move rename priority deadline flush resume-data limits flags queue category tag' -l tag -x -a '(__bt_ctl_offer_tags)' -d 'Torrents with this tag alone'
complete -c bt-ctl -n '__bt_ctl_in list status info files pieces availability peers known-peers trackers web-seeds pause resume remove recheck clear-error reannounce scrape move rename priority deadline flush resume-data limits flags queue category tag' -l state -x -a 'checking_files downloading_metadata downloading finished seeding checking_resume_data paused active complete incomplete error' -d 'Torrents in this state alone'
complete -c bt-ctl -n '__bt_ctl_in list status info files pieces availability peers known-peers trackers web-seeds pause resume remove recheck clear-error reannounce scrape move rename priority deadline flush resume-data limits flags queue category tag' -l all -d 'All torrents of the session'
complete -c bt-ctl -s h -l help -d 'Print the most usual of this on a screen, and end'
complete -c bt-ctl -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=brief'
complete -c bt-ctl -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=all'
complete -c bt-ctl -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=json'
complete -c bt-ctl -s V -l version -d 'Print the versions of the tool and of libtorrent and end'
complete -c bt-ctl -s S -l session -x -a '(__bt_ctl_offer_sessions)' -d 'The session to talk to'
complete -c bt-ctl -l socket -r -F -d 'The control socket to talk to, whatever --session says'
complete -c bt-ctl -l state-dir -x -a '(__bt_ctl_offer_folders)' -d 'Where sessions are kept'
complete -c bt-ctl -s W -l timeout -x -d 'Wait this long for each answer of the session, and any time for what is to be waited for unless this is said'
complete -c bt-ctl -s j -l json -d 'Print one JSON object per line'
complete -c bt-ctl -s q -l quiet -d 'Say nothing but errors on standard error'
complete -c bt-ctl -s v -l verbose -d 'Say more on standard error'
complete -c bt-ctl -l color -x -a 'auto always never' -d 'Whether text is coloured'
complete -c bt-ctl -l config -r -F -d 'Read options from this TOML file'
complete -c bt-ctl -n '__bt_ctl_in pieces' -l partial -d 'The pieces that are being downloaded'
complete -c bt-ctl -n '__bt_ctl_in pieces' -l bitfield -d 'The pieces that are here as bits in base64, the first the highest of its byte'
complete -c bt-ctl -n '__bt_ctl_in peers' -l add -x -d 'Connect to these peers, commas between'
complete -c bt-ctl -n '__bt_ctl_in peers' -l clear -d 'Part from all peers and forget those that are known'
complete -c bt-ctl -n '__bt_ctl_in trackers' -l add -x -d 'Add these trackers, commas between'
complete -c bt-ctl -n '__bt_ctl_in trackers' -l tier -x -d 'The tier of those that are added'
complete -c bt-ctl -n '__bt_ctl_in trackers' -l replace -x -d 'Have these trackers and no others'
complete -c bt-ctl -n '__bt_ctl_in web-seeds' -l add -x -d 'Add this one'
complete -c bt-ctl -n '__bt_ctl_in web-seeds' -l remove -x -d 'Remove this one'
complete -c bt-ctl -n '__bt_ctl_in web-seeds' -l type -x -a 'url_seed http_seed' -d 'url_seed (BEP 19), or http_seed (BEP 17)'
complete -c bt-ctl -n '__bt_ctl_in pause' -l graceful -d 'Wait for the blocks that are on their way'
complete -c bt-ctl -n '__bt_ctl_in remove' -l delete-files -d 'Delete their files, too, and wait until that is done'
complete -c bt-ctl -n '__bt_ctl_in remove' -l delete-partfile -d 'Delete what there is of files that are not wanted'
complete -c bt-ctl -n '__bt_ctl_in remove' -s f -l force -d 'Do not ask'
complete -c bt-ctl -n '__bt_ctl_in recheck move' -l wait -d 'Until it is done'
complete -c bt-ctl -n '__bt_ctl_in reannounce scrape' -l tracker-index -x -d 'This tracker alone'
complete -c bt-ctl -n '__bt_ctl_in reannounce' -l in -x -d 'In so much time'
complete -c bt-ctl -n '__bt_ctl_in reannounce' -l ignore-min-interval -d 'Even if the tracker said to come later'
complete -c bt-ctl -n '__bt_ctl_in reannounce' -l dht -d 'To the DHT, too'
complete -c bt-ctl -n '__bt_ctl_in reannounce' -l lsd -d 'To the local network, too (BEP 14)'
complete -c bt-ctl -n '__bt_ctl_in scrape' -l wait -d 'Until the tracker has answered'
complete -c bt-ctl -n '__bt_ctl_in move' -l mode -x -a 'always_replace_files fail_if_exist dont_replace' -d 'What becomes of files that are there already'
complete -c bt-ctl -n '__bt_ctl_in priority' -l piece -x -d 'Of this piece, not of files'
complete -c bt-ctl -n '__bt_ctl_in flush' -l close -d 'Close their files'
complete -c bt-ctl -n '__bt_ctl_in resume-data' -l if-modified -d 'Those alone that changed since'
complete -c bt-ctl -n '__bt_ctl_in resume-data' -l inline -d 'Print it with --json, in base64'
complete -c bt-ctl -n '__bt_ctl_in limits' -l down -x -d 'Receive at most this much a second'
complete -c bt-ctl -n '__bt_ctl_in limits' -l up -x -d 'Send at most this much a second'
complete -c bt-ctl -n '__bt_ctl_in limits' -l max-connections -x -d 'Connect to at most this many peers'
complete -c bt-ctl -n '__bt_ctl_in limits' -l max-uploads -x -d 'Serve at most this many peers at a time'
complete -c bt-ctl -n '__bt_ctl_in flags' -l set -x -a '(__bt_ctl_list seed_mode upload_mode share_mode apply_ip_filter paused auto_managed super_seeding sequential_download stop_when_ready disable_dht disable_lsd disable_pex)' -d 'Set these, commas between'
complete -c bt-ctl -n '__bt_ctl_in flags' -l clear -x -a '(__bt_ctl_list seed_mode upload_mode share_mode apply_ip_filter paused auto_managed super_seeding sequential_download stop_when_ready disable_dht disable_lsd disable_pex)' -d 'Clear these, commas between'
complete -c bt-ctl -n '__bt_ctl_in add' -s i -l input -r -F -d 'Read further inputs from this file, one a line, or from standard input (-)'
complete -c bt-ctl -n '__bt_ctl_in add' -s 0 -l null -d 'In that list NUL ends each input, not a line end'
complete -c bt-ctl -n '__bt_ctl_in add' -s d -l dir -x -a '(__bt_ctl_offer_folders)' -d 'The folder of its data'
complete -c bt-ctl -n '__bt_ctl_in add' -l paused -d 'Do not start it yet'
complete -c bt-ctl -n '__bt_ctl_in add' -l seed -d 'Its data is there'
complete -c bt-ctl -n '__bt_ctl_in add' -l flags -x -a '(__bt_ctl_list seed_mode upload_mode share_mode apply_ip_filter paused auto_managed super_seeding sequential_download stop_when_ready disable_dht disable_lsd disable_pex)' -d 'Flags of libtorrent, commas between, such as sequential_download'
complete -c bt-ctl -n '__bt_ctl_in add' -l category -x -a '(__bt_ctl_offer_categories)' -d 'Put it into this category'
complete -c bt-ctl -n '__bt_ctl_in add' -l tag -x -a '(__bt_ctl_offer_tags)' -d 'Give it these tags, commas between'
complete -c bt-ctl -n '__bt_ctl_in add' -s a -l announce -x -d 'A tracker beside its own'
complete -c bt-ctl -n '__bt_ctl_in add' -s w -l web-seed -x -d 'A web server with its data'
complete -c bt-ctl -n '__bt_ctl_in add' -l peer -x -d 'Connect to these peers, commas between'
complete -c bt-ctl -n '__bt_ctl_in add peer-class' -l down -x -d 'Receive at most this much a second'
complete -c bt-ctl -n '__bt_ctl_in add peer-class' -l up -x -d 'Send at most this much a second'
complete -c bt-ctl -n '__bt_ctl_in add' -l max-connections -x -d 'Connect to at most this many peers'
complete -c bt-ctl -n '__bt_ctl_in add' -l max-uploads -x -d 'Serve at most this many peers at a time'
complete -c bt-ctl -n '__bt_ctl_in add' -l storage -x -a 'sparse allocate' -d 'How files get their room'
complete -c bt-ctl -n '__bt_ctl_in events' -l events -x -a '(__bt_ctl_list torrent_removed file_completed file_renamed file_rename_failed performance_warning state_changed tracker_error tracker_warning scrape_reply scrape_failed tracker_reply dht_reply tracker_announce hash_failed peer_ban peer_unsnubbed peer_snubbed peer_error peer_connected peer_disconnected invalid_request torrent_finished piece_finished request_dropped block_timeout block_finished block_downloading unwanted_block storage_moved storage_moved_failed torrent_deleted torrent_delete_failed resume_data_ready resume_data_failed torrent_paused torrent_resumed torrent_checked web_seed_error file_error metadata_failed metadata_received udp_error external_ip listen_failed listen_succeeded portmap_error portmap portmap_log fastresume_rejected peer_blocked dht_announce_in dht_get_peers_in cache_flushed lsd_peer tracker_id dht_bootstrap torrent_error torrent_need_cert incoming_connection torrent_added dht_error dht_immutable_item dht_mutable_item dht_put i2p_error dht_get_peers_out session_log torrent_log peer_log lsd_error incoming_request dht_log dht_get_peers_reply picker_log session_error dht_live_nodes dht_sample_infohashes block_uploaded alerts_dropped socks5_error file_prio oversized_file torrent_conflict)' -d 'These kinds of events (bt-records(5)), commas between'
complete -c bt-ctl -n '__bt_ctl_in events' -l interval -x -d 'Also tell torrent_status of those that changed, this often'
complete -c bt-ctl -n '__bt_ctl_in events' -l count -x -d 'End after this many'
complete -c bt-ctl -n '__bt_ctl_in top' -l interval -x -d 'How often'
complete -c bt-ctl -n '__bt_ctl_in top' -l sort -x -a 'name state done size down up peers ratio' -d 'The column to sort by'
complete -c bt-ctl -n '__bt_ctl_in settings' -l changed -d 'Those alone that are not as libtorrent has them'
complete -c bt-ctl -n '__bt_ctl_in encryption' -l in -x -a 'forced enabled disabled' -d 'Of peers that connect to us'
complete -c bt-ctl -n '__bt_ctl_in encryption' -l out -x -a 'forced enabled disabled' -d 'Of peers that we connect to'
complete -c bt-ctl -n '__bt_ctl_in encryption' -l level -x -a 'plaintext rc4 both' -d 'What is encrypted'
complete -c bt-ctl -n '__bt_ctl_in shutdown' -l no-save -d 'Do not save what changed since it was saved last'
complete -c bt-ctl -n '__bt_ctl_in metrics' -l prometheus -d 'As Prometheus reads them (text format 0.0.4), with the session'\''s torrents'
complete -c bt-ctl -n '__bt_ctl_in ip-filter port-filter' -l allow -d 'Allow them'
complete -c bt-ctl -n '__bt_ctl_in peer-class' -l label -x -d 'Its name'
complete -c bt-ctl -n '__bt_ctl_in peer-class' -l down-priority -x -d 'Its weight, 1 to 255'
complete -c bt-ctl -n '__bt_ctl_in peer-class' -l up-priority -x -d 'Its weight, 1 to 255'
complete -c bt-ctl -n '__bt_ctl_in peer-class' -l connections -x -d 'Percent of the limit on connections that its peers may go to'
complete -c bt-ctl -n '__bt_ctl_in peer-class' -l ignore-unchoke-slots -d 'Serve its peers at any time'
complete -c bt-ctl -n '__bt_ctl_in dht' -l port -x -d 'Announce this port'
complete -c bt-ctl -n '__bt_ctl_in dht' -l seed -d 'Announce that it is complete'
complete -c bt-ctl -n '__bt_ctl_in dht' -l implied-port -d 'Announce the port that the DHT uses'
complete -c bt-ctl -n '__bt_ctl_in dht' -l salt -x -d 'Salt of a mutable item'
complete -c bt-ctl -n '__bt_ctl_in dht' -l seq -x -d 'Sequence number of a mutable item'
complete -c bt-ctl -n '__bt_ctl_in dht' -l key-file -r -F -d 'Secret key of a mutable item'
complete -c bt-ctl -n '__bt_ctl_in dht' -l wait -x -d 'How long to ask'
complete -c bt-ctl -n '__bt_ctl_in feeds' -l interval -x -d 'Look at it this often, or more seldom if it wants that'
complete -c bt-ctl -n '__bt_ctl_in feeds' -l match -x -d 'Take only items whose title one of these extended regular expressions matches'
complete -c bt-ctl -n '__bt_ctl_in feeds' -l exclude -x -d 'And none whose title one of these matches'
complete -c bt-ctl -n '__bt_ctl_in feeds' -l ignore-case -d 'Upper and lower case are the same to those two'
complete -c bt-ctl -n '__bt_ctl_in feeds' -l first-run -x -a 'all none newest' -d 'What of it counts as new at first'
complete -c bt-ctl -n '__bt_ctl_in feeds' -l no-download -d 'Add nothing'
complete -c bt-ctl -n '__bt_ctl_in feeds' -s d -l dir -x -a '(__bt_ctl_offer_folders)' -d 'The folder of its torrents'\'' data'
complete -c bt-ctl -n '__bt_ctl_in feeds' -l category -x -a '(__bt_ctl_offer_categories)' -d 'Put its torrents into this category'
complete -c bt-ctl -n '__bt_ctl_in feeds' -l tag -x -a '(__bt_ctl_offer_tags)' -d 'Give its torrents these tags, commas between'
complete -c bt-ctl -n '__bt_ctl_in feeds' -l paused -d 'Do not start its torrents yet'
complete -c bt-ctl -n '__bt_ctl_in feeds' -l down -x -d 'Have each of its torrents receive at most this much a second'
complete -c bt-ctl -n '__bt_ctl_in feeds' -l up -x -d 'Have each of its torrents send at most this much a second'
complete -c bt-ctl -n '__bt_ctl_in feeds' -l wait -d 'Until refresh is done, with all that was new'
