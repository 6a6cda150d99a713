# fish completion of bt-create, made by bt-create --generate fish

# Reads the command line before the cursor, once for each: verb, first and nth of what stands by
# itself, the last .torrent file, and the options that name a session.
function __bt_create_read
    set -l words (commandline -opc)
    test "$words" = "$__bt_create_words"; and return
    set -g __bt_create_words $words
    set -g __bt_create_verb ''
    set -g __bt_create_first ''
    set -g __bt_create_nth 0
    set -g __bt_create_file ''
    set -g __bt_create_reach
    set -l valued (__bt_create_valued '')
    set -l skip ''
    set -l rest ''
    for word in $words[2..-1]
        if test -n "$skip"
            contains -- $skip -S --session --socket --state-dir
            and set -a __bt_create_reach $skip (string replace -r '^~/' $HOME/ -- $word)
            set skip ''
        else if test -z "$rest"; and test "$word" = --
            set rest yes
        else if test -z "$rest"; and string match -q -- '--*=*' $word
            string match -qr -- '^--(session|socket|state-dir)=' $word
            and set -a __bt_create_reach $word
        else if test -z "$rest"; and string match -q -- '-?*' $word
            contains -- $word $valued; and set skip $word
        else if test -z "$__bt_create_verb"; and test no = yes
            set __bt_create_verb $word
            set valued (__bt_create_valued $word)
        else
            test $__bt_create_nth = 0; and set __bt_create_first $word
            set __bt_create_nth (math $__bt_create_nth + 1)
            set word (string replace -r '^~/' $HOME/ -- $word)
            string match -q -- '*.torrent' $word; and test -f $word; and set __bt_create_file $word
        end
    end
end

# Whether the verb is one of these.
function __bt_create_in
    __bt_create_read
    contains -- "$__bt_create_verb" $argv
end

# The words of a list that are not in it yet, after what is before its last comma. A word may have a
# minus before it.
function __bt_create_list
    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '')
    set -l before (string match -r '^.*,' -- $typed)
    string match -qr '(^|,)-[^,]*$' -- $typed; and set before $before-
    for word in $argv
        string match -q -- "*,$word,*" ",$before"; or printf '%s\n' "$before$word"
    end
end

function __bt_create_offer_files
    __fish_complete_path (commandline -ct)
end

function __bt_create_offer_folders
    __fish_complete_directories (commandline -ct) ''
end

function __bt_create_offer_torrents
    __fish_complete_path (commandline -ct) | string match -r '^.*(?:/|\.torrent)(?:\t.*)?$'
end

# Escapes what means something in a pattern; a name with a backslash is escaped already, and left
# out.
function __bt_create_pattern
    string match -v -- '*\\\\*' $argv | string replace -ar '[*?[]' '\\\\$0'
end

function __bt_create_offer_inside
    __bt_create_read
    test -n "$__bt_create_file"; and type -q bt-info; or return
    set -lx BT_INFO_JSON false
    for row in (bt-info --files $__bt_create_file 2> /dev/null < /dev/null)
        __bt_create_pattern (string split -f 3 \t -- $row)
    end
end

function __bt_create_ctl
    __bt_create_read
    set -lx BT_CTL_JSON false
    type -q bt-ctl; and bt-ctl $__bt_create_reach -W 300ms $argv 2> /dev/null < /dev/null
end

function __bt_create_offer_sessions
    __bt_create_ctl sessions | string split -f 1 \t
end

function __bt_create_offer_hosted
    set -l rows (__bt_create_ctl list --fields torrent,name)
    for row in $rows
        set -l parts (string split -m 1 \t -- $row)
        printf '%s\t%s\n' $parts[1] $parts[2]
        set -l name (__bt_create_pattern $parts[2])
        test -n "$name"; and printf '%s\t%s\n' $name $parts[1]
    end
end

function __bt_create_offer_categories
    __bt_create_ctl list --fields category | string match -v '' | sort -u
end

function __bt_create_offer_tags
    __bt_create_ctl list --fields tags | string split , | string match -v '' | sort -u
end

function __bt_create_offer_settings
    set -lx BT_ADD_JSON false
    set -l after ''
    string match -q -- --set (commandline -opc)[-1]; and set after =
    type -q bt-add; and bt-add --list-settings 2> /dev/null | string split -f 1 \t | string replace -r '$' "$after"
end

function __bt_create_valued
    switch $argv[1]
        case '*'
            printf '%s\n' -n --name -l --piece-length -m --meta --reuse -T --threads -e --exclude --include --exclude-from --symlinks --files-from -a -t --announce --tracker -w --web-seed --http-seed --dht-node -c --comment --created-by -D --date -s --source --update-url --similar --collection --root-cert --merge -o --output --save --progress --progress-interval --color --config
    end
end

function __bt_create_arguments
    __bt_create_read
    string match -q -- '-*' (commandline -ct); and return
    switch $__bt_create_verb:$__bt_create_nth:$__bt_create_first
        case ':0:*'
            __bt_create_offer_files
        case ':*:*'
            __bt_create_offer_files
    end
end

complete -c bt-create -f -a '(__bt_create_arguments)'
complete -c bt-create -s h -l help -d 'Print the most usual of this on a screen, and end'
complete -c bt-create -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=brief'
complete -c bt-create -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=all'
complete -c bt-create -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=json'
complete -c bt-create -s V -l version -d 'Print the versions of the tool and of libtorrent and end'
complete -c bt-create -s n -l name -x -d 'Name of the torrent, and of the file or folder that downloaders get'
complete -c bt-create -s l -l piece-length -x -d 'Length of a piece'
complete -c bt-create -l piece-lengths -d 'Print which content gets which piece length by default, and end'
complete -c bt-create -s m -l meta -x -a 'v1 v2 hybrid' -d 'Format'
complete -c bt-create -l no-attributes -d 'Leave out which files can be executed (BEP 47)'
complete -c bt-create -l mtime -d 'Record when each file was last changed'
complete -c bt-create -l reuse -x -a '(__bt_create_offer_torrents)' -d 'Take the hashes of files that have not changed from this older torrent, and its piece length unless -l is given'
complete -c bt-create -s T -l threads -x -d 'Threads that hash'
complete -c bt-create -s e -l exclude -x -d 'Leave out files and folders that match'
complete -c bt-create -l include -x -d 'Take what matches'
complete -c bt-create -l exclude-from -r -F -d 'Leave out what matches one of the globs in a file, one a line'
complete -c bt-create -l hidden -d 'Also take files and folders whose names begin with a dot'
complete -c bt-create -l symlinks -x -a 'follow store skip' -d 'Symbolic links'
complete -c bt-create -l files-from -r -F -d 'Take only the files and folders that this file, or standard input (-), lists, one a line'
complete -c bt-create -s 0 -l null -d 'Lists are separated by NUL instead of lines'
complete -c bt-create -s a -s t -l announce -l tracker -x -d 'Tracker'
complete -c bt-create -s w -l web-seed -x -d 'Web seed (BEP 19)'
complete -c bt-create -l http-seed -x -d 'HTTP seed (BEP 17)'
complete -c bt-create -l dht-node -x -d 'DHT node that downloaders can start from (BEP 5)'
complete -c bt-create -s p -l private -l no-private -d 'Take peers from the trackers alone (BEP 27)'
complete -c bt-create -s c -l comment -x -d 'Free text for whoever reads the torrent'
complete -c bt-create -l no-created-by -d 'Leave out which program made it'
complete -c bt-create -l created-by -x -d 'What to name as the program that made it'
complete -c bt-create -s D -l date -x -d 'Creation date'
complete -c bt-create -s s -l source -x -d 'Tag inside the info dictionary, which gives the same content another info-hash'
complete -c bt-create -l update-url -x -d 'Where to ask for the torrent that takes its place, inside the info dictionary (BEP 39)'
complete -c bt-create -s x -l entropy -d 'Put a random number into the info dictionary'
complete -c bt-create -l similar -x -a '(__bt_create_offer_torrents)' -d 'Another torrent with files in common (BEP 38), as an info-hash or a .torrent file'
complete -c bt-create -l collection -x -d 'Name of a collection that it belongs to (BEP 38)'
complete -c bt-create -l root-cert -r -F -d 'Certificate in PEM, for peers that talk TLS with certificates signed by it'
complete -c bt-create -l merge -x -d 'Keys to add, as a JSON object or @FILE with one'
complete -c bt-create -s o -l output -r -F -d 'Write the torrent to this file, into this folder, or to standard output (-)'
complete -c bt-create -s f -l force -d 'Replace an output file that exists'
complete -c bt-create -l save -r -F -d 'Keep what came through standard input in this file'
complete -c bt-create -s N -l dry-run -d 'Say what the torrent would hold'
complete -c bt-create -l magnet -d 'Print the magnet link alone'
complete -c bt-create -l check -d 'Load what was written again, and compare some of its pieces with the content'
complete -c bt-create -l progress -x -a 'auto none text json' -d 'How progress is told'
complete -c bt-create -l progress-interval -x -d 'Time between two progress records'
complete -c bt-create -s j -l json -d 'Print one JSON object per line'
complete -c bt-create -s q -l quiet -d 'Say nothing but errors on standard error'
complete -c bt-create -s v -l verbose -d 'Say more on standard error'
complete -c bt-create -l color -x -a 'auto always never' -d 'Whether text is coloured'
complete -c bt-create -l config -r -F -d 'Read options from this TOML file'
