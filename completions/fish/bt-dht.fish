# fish completion of bt-dht, made by bt-dht --generate fish

# Reads the command line before the cursor, once for each: verb, first and nth of what stands by
# itself, the last .torrent file, and the options that name a session.
function __bt_dht_read
    set -l words (commandline -opc)
    test "$words" = "$__bt_dht_words"; and return
    set -g __bt_dht_words $words
    set -g __bt_dht_verb ''
    set -g __bt_dht_first ''
    set -g __bt_dht_nth 0
    set -g __bt_dht_file ''
    set -g __bt_dht_reach
    set -l valued (__bt_dht_valued '')
    set -l skip ''
    set -l rest ''
    for word in $words[2..-1]
        if test -n "$skip"
            contains -- $skip -S --session --socket --state-dir
            and set -a __bt_dht_reach $skip (string replace -r '^~/' $HOME/ -- $word)
            set skip ''
        else if test -z "$rest"; and test "$word" = --
            set rest yes
        else if test -z "$rest"; and string match -q -- '--*=*' $word
            string match -qr -- '^--(session|socket|state-dir)=' $word
            and set -a __bt_dht_reach $word
        else if test -z "$rest"; and string match -q -- '-?*' $word
            contains -- $word $valued; and set skip $word
        else if test -z "$__bt_dht_verb"; and test yes = yes
            set __bt_dht_verb $word
            set valued (__bt_dht_valued $word)
        else
            test $__bt_dht_nth = 0; and set __bt_dht_first $word
            set __bt_dht_nth (math $__bt_dht_nth + 1)
            set word (string replace -r '^~/' $HOME/ -- $word)
            string match -q -- '*.torrent' $word; and test -f $word; and set __bt_dht_file $word
        end
    end
end

# Whether the verb is one of these.
function __bt_dht_in
    __bt_dht_read
    contains -- "$__bt_dht_verb" $argv
end

# The words of a list that are not in it yet, after what is before its last comma. A word may have a
# minus before it.
function __bt_dht_list
    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '')
    set -l before (string match -r '^.*,' -- $typed)
    string match -qr '(^|,)-[^,]*$' -- $typed; and set before $before-
    for word in $argv
        string match -q -- "*,$word,*" ",$before"; or printf '%s\n' "$before$word"
    end
end

function __bt_dht_offer_files
    __fish_complete_path (commandline -ct)
end

function __bt_dht_offer_folders
    __fish_complete_directories (commandline -ct) ''
end

function __bt_dht_offer_torrents
    __fish_complete_path (commandline -ct) | string match -r '^.*(?:/|\.torrent)(?:\t.*)?$'
end

# Escapes what means something in a pattern; a name with a backslash is escaped already, and left
# out.
function __bt_dht_pattern
    string match -v -- '*\\\\*' $argv | string replace -ar '[*?[]' '\\\\$0'
end

function __bt_dht_offer_inside
    __bt_dht_read
    test -n "$__bt_dht_file"; and type -q bt-info; or return
    set -lx BT_INFO_JSON false
    for row in (bt-info --files $__bt_dht_file 2> /dev/null < /dev/null)
        __bt_dht_pattern (string split -f 3 \t -- $row)
    end
end

function __bt_dht_ctl
    __bt_dht_read
    set -lx BT_CTL_JSON false
    type -q bt-ctl; and bt-ctl $__bt_dht_reach -W 300ms $argv 2> /dev/null < /dev/null
end

function __bt_dht_offer_sessions
    __bt_dht_ctl sessions | string split -f 1 \t
end

function __bt_dht_offer_hosted
    set -l rows (__bt_dht_ctl list --fields torrent,name)
    for row in $rows
        set -l parts (string split -m 1 \t -- $row)
        printf '%s\t%s\n' $parts[1] $parts[2]
        set -l name (__bt_dht_pattern $parts[2])
        test -n "$name"; and printf '%s\t%s\n' $name $parts[1]
    end
end

function __bt_dht_offer_categories
    __bt_dht_ctl list --fields category | string match -v '' | sort -u
end

function __bt_dht_offer_tags
    __bt_dht_ctl list --fields tags | string split , | string match -v '' | sort -u
end

function __bt_dht_offer_settings
    set -lx BT_ADD_JSON false
    set -l after ''
    string match -q -- --set (commandline -opc)[-1]; and set after =
    type -q bt-add; and bt-add --list-settings 2> /dev/null | string split -f 1 \t | string replace -r '$' "$after"
end

function __bt_dht_valued
    switch $argv[1]
        case keygen
            printf '%s\n' --format --color
        case pubkey
            printf '%s\n' -k --key --format --color
        case import
            printf '%s\n' -k --key --format --color
        case get
            printf '%s\n' --salt --salt-hex --min-seq --interval --max-time --value-format -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color
        case put
            printf '%s\n' --value-format -k --key --salt --salt-hex --item --seq --cas --min-nodes -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color
        case keep
            printf '%s\n' --interval --max-time --min-nodes -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color
        case sign
            printf '%s\n' --value-format -k --key --salt --salt-hex --seq -o --output --color
        case check
            printf '%s\n' --color
        case publish
            printf '%s\n' -k --key --salt --salt-hex --seq --cas --min-nodes -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color
        case resolve
            printf '%s\n' --salt --salt-hex --min-seq -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color
        case follow
            printf '%s\n' --salt --salt-hex --min-seq -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color --count --interval --max-time
        case peers
            printf '%s\n' -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color
        case scrape
            printf '%s\n' -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color
        case announce
            printf '%s\n' -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color --peer-port --min-nodes
        case nodes
            printf '%s\n' -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color
        case stats
            printf '%s\n' -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color
        case ping
            printf '%s\n' -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color
        case sample
            printf '%s\n' -W --timeout --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout -S --session --state-dir --socket --color
        case node
            printf '%s\n' --max-time --state --listen -P --port -I --interface --dht-node --set --preset --stop-timeout --color
        case '*'
            printf '%s\n' --config
    end
end

function __bt_dht_arguments
    __bt_dht_read
    string match -q -- '-*' (commandline -ct); and return
    switch $__bt_dht_verb:$__bt_dht_nth:$__bt_dht_first
        case ':*'
            printf '%s\t%s\n' keygen 'Make a key pair and print its public key'
            printf '%s\t%s\n' pubkey 'Print the public key of a secret one'
            printf '%s\t%s\n' import 'Write a secret key that comes from elsewhere into a file, and print its public key'
            printf '%s\t%s\n' get 'Get an item and print its value'
            printf '%s\t%s\n' put 'Store an item'
            printf '%s\t%s\n' keep 'Store items of files again whenever too few nodes have them'
            printf '%s\t%s\n' sign 'Write an item into a file, from which it can be stored without its key'
            printf '%s\t%s\n' check 'Say what is in files of items, and whether it is signed by its key'
            printf '%s\t%s\n' publish 'Have a key point at a torrent (BEP 46), and print the link that follows the key'
            printf '%s\t%s\n' resolve 'Print the magnet link of the torrent that a key points at'
            printf '%s\t%s\n' follow 'Print the magnet link of the torrent, and of each that takes its place'
            printf '%s\t%s\n' peers 'Print the peers of a torrent that the DHT knows'
            printf '%s\t%s\n' scrape 'Print how many seeds and downloaders a torrent has (BEP 33)'
            printf '%s\t%s\n' announce 'Tell the DHT that we are a peer of a torrent'
            printf '%s\t%s\n' nodes 'Print the nodes nearest to a target, or to a random one'
            printf '%s\t%s\n' stats 'Print how a node is doing'
            printf '%s\t%s\n' ping 'Say whether nodes answer, who they are and how fast'
            printf '%s\t%s\n' sample 'Print info-hashes that nodes know (BEP 51)'
            printf '%s\t%s\n' node 'Run a DHT node until told to stop'
        case 'keygen:0:*'
            __bt_dht_offer_files
        case 'keygen:*:*'
            
        case 'pubkey:*:*'
            
        case 'import:0:*'
            __bt_dht_offer_files
        case 'import:*:*'
            
        case 'get:*:*'
            
        case 'put:*:*'
            
        case 'keep:0:*'
            __bt_dht_offer_files
        case 'keep:*:*'
            __bt_dht_offer_files
        case 'sign:*:*'
            
        case 'check:0:*'
            __bt_dht_offer_files
        case 'check:*:*'
            __bt_dht_offer_files
        case 'publish:0:*'
            __bt_dht_offer_torrents
        case 'publish:*:*'
            
        case 'resolve:*:*'
            
        case 'follow:*:*'
            
        case 'peers:0:*'
            __bt_dht_offer_torrents
        case 'peers:*:*'
            
        case 'scrape:0:*'
            __bt_dht_offer_torrents
        case 'scrape:*:*'
            
        case 'announce:0:*'
            __bt_dht_offer_torrents
        case 'announce:*:*'
            
        case 'nodes:*:*'
            
        case 'stats:*:*'
            
        case 'ping:*:*'
            
        case 'sample:*:*'
            
        case 'node:*:*'
            
    end
end

complete -c bt-dht -f -a '(__bt_dht_arguments)'
complete -c bt-dht -n '__bt_dht_in keygen pubkey import' -l format -x -a 'hex base32 z-base-32' -d 'How the public key is printed'
complete -c bt-dht -n '__bt_dht_in keygen import' -s f -l force -d 'Replace a key that is there'
complete -c bt-dht -n '__bt_dht_in keygen pubkey import get put keep sign check publish resolve follow peers scrape announce nodes stats ping sample node' -s j -l json -d 'Print one JSON object per line'
complete -c bt-dht -n '__bt_dht_in keygen pubkey import get put keep sign check publish resolve follow peers scrape announce nodes stats ping sample node' -s q -l quiet -d 'Say nothing but errors on standard error'
complete -c bt-dht -n '__bt_dht_in keygen pubkey import get put keep sign check publish resolve follow peers scrape announce nodes stats ping sample node' -s v -l verbose -d 'Say more on standard error'
complete -c bt-dht -n '__bt_dht_in keygen pubkey import get put keep sign check publish resolve follow peers scrape announce nodes stats ping sample node' -l color -x -a 'auto always never' -d 'Whether text is coloured'
complete -c bt-dht -s h -l help -d 'Print the most usual of this on a screen, and end'
complete -c bt-dht -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=brief'
complete -c bt-dht -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=all'
complete -c bt-dht -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=json'
complete -c bt-dht -n '__bt_dht_in pubkey import put sign publish' -s k -l key -r -F -d 'Read the secret key from this file, from descriptor N (fd:N) or from standard input (-)'
complete -c bt-dht -n '__bt_dht_in get put sign publish resolve follow' -l salt -x -d 'Salt, which sets apart the items of one key'
complete -c bt-dht -n '__bt_dht_in get put sign publish resolve follow' -l salt-hex -x -d 'The same in hex, for a salt that is no text'
complete -c bt-dht -n '__bt_dht_in get' -l all -d 'Print what each node has, with the node before it'
complete -c bt-dht -n '__bt_dht_in get resolve follow' -l min-seq -x -d 'Take none with a lower sequence number than this'
complete -c bt-dht -n '__bt_dht_in get' -l wait -d 'Look again every so often until there is one'
complete -c bt-dht -n '__bt_dht_in get' -l interval -x -d 'How often --wait looks'
complete -c bt-dht -n '__bt_dht_in get keep follow node' -l max-time -x -d 'End after this long'
complete -c bt-dht -n '__bt_dht_in get' -l value-format -x -a 'bytes json bencode hex base64' -d 'How the value is printed'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample' -s W -l timeout -x -d 'Give up a look-up after this long'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes ping sample' -l state -r -F -d 'Keep the nodes that answered in this file, and start from them the next time'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample node' -l listen -x -d 'Listen on these addresses or devices, comma-separated'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample node' -s P -l port -x -d 'Listen on this port of every interface'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample node' -s I -l interface -x -d 'Listen on this address or device alone, and connect from it'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample node' -l private-net -d 'Stay on loopback or a closed network'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample node' -l no-upnp -d 'Do not map ports by UPnP'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample node' -l no-natpmp -d 'Do not map ports by NAT-PMP or PCP'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample node' -l dht-node -x -d 'Enter the DHT through this node instead of the public ones'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample node' -l set -x -a '(__bt_dht_offer_settings)' -d 'Give a libtorrent setting another value'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample node' -l preset -x -a 'default seedbox low-memory' -d 'Start from this set of libtorrent settings'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample node' -l stop-timeout -x -d 'How long an orderly stop may take, such as telling trackers'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample' -s S -l session -x -a '(__bt_dht_offer_sessions)' -d 'Ask by the node of this session, which has to be running, rather than by one of our own'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample' -l state-dir -x -a '(__bt_dht_offer_folders)' -d 'Where sessions are kept'
complete -c bt-dht -n '__bt_dht_in get put keep publish resolve follow peers scrape announce nodes stats ping sample' -l socket -r -F -d 'The same for the session that has this control socket'
complete -c bt-dht -n '__bt_dht_in put sign' -l value-format -x -a 'bytes json bencode hex base64' -d 'How the value is given'
complete -c bt-dht -n '__bt_dht_in put' -l immutable -d 'Store an immutable item even if BT_DHT_KEY is set'
complete -c bt-dht -n '__bt_dht_in put' -l item -r -F -d 'Store the item in this file, which bt-dht sign made, instead of a value'
complete -c bt-dht -n '__bt_dht_in put' -l seq -x -d 'Sequence number of a mutable item'
complete -c bt-dht -n '__bt_dht_in put' -l cas -x -d 'Store only if the DHT has this sequence number'
complete -c bt-dht -n '__bt_dht_in put publish' -l min-nodes -x -d 'End with status 12 if fewer nodes than this hold it in the end'
complete -c bt-dht -n '__bt_dht_in keep' -l once -d 'Look at each once, and end'
complete -c bt-dht -n '__bt_dht_in keep' -l interval -x -d 'How often it looks at all of them, a tenth more or less'
complete -c bt-dht -n '__bt_dht_in keep' -l min-nodes -x -d 'Store an item again if fewer nodes than this have it'
complete -c bt-dht -n '__bt_dht_in sign' -l immutable -d 'Write an immutable item, which has no key'
complete -c bt-dht -n '__bt_dht_in sign' -l seq -x -d 'Sequence number'
complete -c bt-dht -n '__bt_dht_in sign' -s o -l output -r -F -d 'Write the item here, and not on standard output'
complete -c bt-dht -n '__bt_dht_in sign' -s f -l force -d 'Replace a file that is there'
complete -c bt-dht -n '__bt_dht_in publish' -l seq -x -d 'Sequence number'
complete -c bt-dht -n '__bt_dht_in publish' -l cas -x -d 'Store only if the DHT has this sequence number'
complete -c bt-dht -n '__bt_dht_in follow' -l count -x -d 'End after so many'
complete -c bt-dht -n '__bt_dht_in follow' -l interval -x -d 'How often it looks'
complete -c bt-dht -n '__bt_dht_in announce' -l peer-port -x -d 'The port that peers are to connect to'
complete -c bt-dht -n '__bt_dht_in announce' -l seed -d 'We have all of it (BEP 33)'
complete -c bt-dht -n '__bt_dht_in announce' -l min-nodes -x -d 'End with status 12 if fewer nodes than this take it'
complete -c bt-dht -n '__bt_dht_in stats' -l state -r -F -d 'Start from the nodes in this file, which stays as it is'
complete -c bt-dht -n '__bt_dht_in node' -l state -r -F -d 'Keep the nodes that this one knows in this file, and start from them the next time'
complete -c bt-dht -n '__bt_dht_in ""' -s V -l version -d 'Print the versions of the tool and of libtorrent and end'
complete -c bt-dht -n '__bt_dht_in ""' -l config -r -F -d 'Read options from this TOML file'
