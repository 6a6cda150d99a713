# fish completion of bt-verify, made by bt-verify --generate fish

# Reads the command line before the cursor, once for each: verb, first and nth of what stands by
# itself, the last .torrent file, and the options that name a session.
function __bt_verify_read
    set -l words (commandline -opc)
    test "$words" = "$__bt_verify_words"; and return
    set -g __bt_verify_words $words
    set -g __bt_verify_verb ''
    set -g __bt_verify_first ''
    set -g __bt_verify_nth 0
    set -g __bt_verify_file ''
    set -g __bt_verify_reach
    set -l valued (__bt_verify_valued '')
    set -l skip ''
    set -l rest ''
    for word in $words[2..-1]
        if test -n "$skip"
            contains -- $skip -S --session --socket --state-dir
            and set -a __bt_verify_reach $skip (string replace -r '^~/' $HOME/ -- $word)
            set skip ''
        else if test -z "$rest"; and test "$word" = --
            set rest yes
        else if test -z "$rest"; and string match -q -- '--*=*' $word
            string match -qr -- '^--(session|socket|state-dir)=' $word
            and set -a __bt_verify_reach $word
        else if test -z "$rest"; and string match -q -- '-?*' $word
            contains -- $word $valued; and set skip $word
        else if test -z "$__bt_verify_verb"; and test no = yes
            set __bt_verify_verb $word
            set valued (__bt_verify_valued $word)
        else
            test $__bt_verify_nth = 0; and set __bt_verify_first $word
            set __bt_verify_nth (math $__bt_verify_nth + 1)
            set word (string replace -r '^~/' $HOME/ -- $word)
            string match -q -- '*.torrent' $word; and test -f $word; and set __bt_verify_file $word
        end
    end
end

# Whether the verb is one of these.
function __bt_verify_in
    __bt_verify_read
    contains -- "$__bt_verify_verb" $argv
end

# The words of a list that are not in it yet, after what is before its last comma. A word may have a
# minus before it.
function __bt_verify_list
    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '')
    set -l before (string match -r '^.*,' -- $typed)
    string match -qr '(^|,)-[^,]*$' -- $typed; and set before $before-
    for word in $argv
        string match -q -- "*,$word,*" ",$before"; or printf '%s\n' "$before$word"
    end
end

function __bt_verify_offer_files
    __fish_complete_path (commandline -ct)
end

function __bt_verify_offer_folders
    __fish_complete_directories (commandline -ct) ''
end

function __bt_verify_offer_torrents
    __fish_complete_path (commandline -ct) | string match -r '^.*(?:/|\.torrent)(?:\t.*)?$'
end

# Escapes what means something in a pattern; a name with a backslash is escaped already, and left
# out.
function __bt_verify_pattern
    string match -v -- '*\\\\*' $argv | string replace -ar '[*?[]' '\\\\$0'
end

function __bt_verify_offer_inside
    __bt_verify_read
    test -n "$__bt_verify_file"; and type -q bt-info; or return
    set -lx BT_INFO_JSON false
    for row in (bt-info --files $__bt_verify_file 2> /dev/null < /dev/null)
        __bt_verify_pattern (string split -f 3 \t -- $row)
    end
end

function __bt_verify_ctl
    __bt_verify_read
    set -lx BT_CTL_JSON false
    type -q bt-ctl; and bt-ctl $__bt_verify_reach -W 300ms $argv 2> /dev/null < /dev/null
end

function __bt_verify_offer_sessions
    __bt_verify_ctl sessions | string split -f 1 \t
end

function __bt_verify_offer_hosted
    set -l rows (__bt_verify_ctl list --fields torrent,name)
    for row in $rows
        set -l parts (string split -m 1 \t -- $row)
        printf '%s\t%s\n' $parts[1] $parts[2]
        set -l name (__bt_verify_pattern $parts[2])
        test -n "$name"; and printf '%s\t%s\n' $name $parts[1]
    end
end

function __bt_verify_offer_categories
    __bt_verify_ctl list --fields category | string match -v '' | sort -u
end

function __bt_verify_offer_tags
    __bt_verify_ctl list --fields tags | string split , | string match -v '' | sort -u
end

function __bt_verify_offer_settings
    set -lx BT_ADD_JSON false
    set -l after ''
    string match -q -- --set (commandline -opc)[-1]; and set after =
    type -q bt-add; and bt-add --list-settings 2> /dev/null | string split -f 1 \t | string replace -r '$' "$after"
end

function __bt_verify_valued
    switch $argv[1]
        case '*'
            printf '%s\n' -i --input -d --dir --content -F --file -T --threads --progress --progress-interval --max-file-size --max-depth --max-items --max-pieces --max-files --max-path-length --color --config
    end
end

function __bt_verify_arguments
    __bt_verify_read
    string match -q -- '-*' (commandline -ct); and return
    switch $__bt_verify_verb:$__bt_verify_nth:$__bt_verify_first
        case ':0:*'
            __bt_verify_offer_torrents
        case ':*:*'
            __bt_verify_offer_torrents
    end
end

complete -c bt-verify -f -a '(__bt_verify_arguments)'
complete -c bt-verify -s h -l help -d 'Print the most usual of this on a screen, and end'
complete -c bt-verify -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=brief'
complete -c bt-verify -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=all'
complete -c bt-verify -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=json'
complete -c bt-verify -s V -l version -d 'Print the versions of the tool and of libtorrent and end'
complete -c bt-verify -s i -l input -r -F -d 'Read further inputs from this file, one a line, or from standard input (-)'
complete -c bt-verify -s 0 -l null -d 'In that list NUL ends each input, not a line end'
complete -c bt-verify -s d -l dir -x -a '(__bt_verify_offer_folders)' -d 'The folder that holds the data'
complete -c bt-verify -l content -r -F -d 'The torrent'\''s file or folder itself, when it has another name'
complete -c bt-verify -s F -l file -x -a '(__bt_verify_offer_inside)' -d 'Check only these files'
complete -c bt-verify -l quick -d 'Compare sizes alone'
complete -c bt-verify -l fail-fast -d 'Stop at the first thing that is wrong'
complete -c bt-verify -s T -l threads -x -d 'Threads that hash'
complete -c bt-verify -l pieces -d 'Print a line for every piece, not for bad ones alone'
complete -c bt-verify -l progress -x -a 'auto none text json' -d 'How progress is told'
complete -c bt-verify -l progress-interval -x -d 'Time between two progress records'
complete -c bt-verify -l max-file-size -x -d 'Refuse a larger torrent file'
complete -c bt-verify -l max-depth -x -d 'Refuse lists, dictionaries and folders nested deeper'
complete -c bt-verify -l max-items -x -d 'Refuse more bencoded items'
complete -c bt-verify -l max-pieces -x -d 'Refuse more pieces'
complete -c bt-verify -l max-files -x -d 'Refuse more files'
complete -c bt-verify -l max-path-length -x -d 'Refuse longer paths'
complete -c bt-verify -s j -l json -d 'Print one JSON object per line'
complete -c bt-verify -s q -l quiet -d 'Say nothing but errors on standard error'
complete -c bt-verify -s v -l verbose -d 'Say more on standard error'
complete -c bt-verify -l color -x -a 'auto always never' -d 'Whether text is coloured'
complete -c bt-verify -l config -r -F -d 'Read options from this TOML file'
