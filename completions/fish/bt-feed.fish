# fish completion of bt-feed, made by bt-feed --generate fish

# Reads the command line before the cursor, once for each: verb, first and nth of what stands by
# itself, the last .torrent file, and the options that name a session.
function __bt_feed_read
    set -l words (commandline -opc)
    test "$words" = "$__bt_feed_words"; and return
    set -g __bt_feed_words $words
    set -g __bt_feed_verb ''
    set -g __bt_feed_first ''
    set -g __bt_feed_nth 0
    set -g __bt_feed_file ''
    set -g __bt_feed_reach
    set -l valued (__bt_feed_valued '')
    set -l skip ''
    set -l rest ''
    for word in $words[2..-1]
        if test -n "$skip"
            contains -- $skip -S --session --socket --state-dir
            and set -a __bt_feed_reach $skip (string replace -r '^~/' $HOME/ -- $word)
            set skip ''
        else if test -z "$rest"; and test "$word" = --
            set rest yes
        else if test -z "$rest"; and string match -q -- '--*=*' $word
            string match -qr -- '^--(session|socket|state-dir)=' $word
            and set -a __bt_feed_reach $word
        else if test -z "$rest"; and string match -q -- '-?*' $word
            contains -- $word $valued; and set skip $word
        else if test -z "$__bt_feed_verb"; and test yes = yes
            set __bt_feed_verb $word
            set valued (__bt_feed_valued $word)
        else
            test $__bt_feed_nth = 0; and set __bt_feed_first $word
            set __bt_feed_nth (math $__bt_feed_nth + 1)
            set word (string replace -r '^~/' $HOME/ -- $word)
            string match -q -- '*.torrent' $word; and test -f $word; and set __bt_feed_file $word
        end
    end
end

# Whether the verb is one of these.
function __bt_feed_in
    __bt_feed_read
    contains -- "$__bt_feed_verb" $argv
end

# The words of a list that are not in it yet, after what is before its last comma. A word may have a
# minus before it.
function __bt_feed_list
    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '')
    set -l before (string match -r '^.*,' -- $typed)
    string match -qr '(^|,)-[^,]*$' -- $typed; and set before $before-
    for word in $argv
        string match -q -- "*,$word,*" ",$before"; or printf '%s\n' "$before$word"
    end
end

function __bt_feed_offer_files
    __fish_complete_path (commandline -ct)
end

function __bt_feed_offer_folders
    __fish_complete_directories (commandline -ct) ''
end

function __bt_feed_offer_torrents
    __fish_complete_path (commandline -ct) | string match -r '^.*(?:/|\.torrent)(?:\t.*)?$'
end

# Escapes what means something in a pattern; a name with a backslash is escaped already, and left
# out.
function __bt_feed_pattern
    string match -v -- '*\\\\*' $argv | string replace -ar '[*?[]' '\\\\$0'
end

function __bt_feed_offer_inside
    __bt_feed_read
    test -n "$__bt_feed_file"; and type -q bt-info; or return
    set -lx BT_INFO_JSON false
    for row in (bt-info --files $__bt_feed_file 2> /dev/null < /dev/null)
        __bt_feed_pattern (string split -f 3 \t -- $row)
    end
end

function __bt_feed_ctl
    __bt_feed_read
    set -lx BT_CTL_JSON false
    type -q bt-ctl; and bt-ctl $__bt_feed_reach -W 300ms $argv 2> /dev/null < /dev/null
end

function __bt_feed_offer_sessions
    __bt_feed_ctl sessions | string split -f 1 \t
end

function __bt_feed_offer_hosted
    set -l rows (__bt_feed_ctl list --fields torrent,name)
    for row in $rows
        set -l parts (string split -m 1 \t -- $row)
        printf '%s\t%s\n' $parts[1] $parts[2]
        set -l name (__bt_feed_pattern $parts[2])
        test -n "$name"; and printf '%s\t%s\n' $name $parts[1]
    end
end

function __bt_feed_offer_categories
    __bt_feed_ctl list --fields category | string match -v '' | sort -u
end

function __bt_feed_offer_tags
    __bt_feed_ctl list --fields tags | string split , | string match -v '' | sort -u
end

function __bt_feed_offer_settings
    set -lx BT_ADD_JSON false
    set -l after ''
    string match -q -- --set (commandline -opc)[-1]; and set after =
    type -q bt-add; and bt-add --list-settings 2> /dev/null | string split -f 1 \t | string replace -r '$' "$after"
end

function __bt_feed_valued
    switch $argv[1]
        case poll
            printf '%s\n' -i --input --match --exclude --since --first-run --state --remember -X --exec --exec-timeout --loop -W --timeout --proxy --max-size --max-items --color
        case make
            printf '%s\n' -i --input --format --base --title --description --link --self --ttl --limit --date-from -o --output --max-file-size --max-depth --max-items --max-pieces --max-files --max-path-length --color
        case list
            printf '%s\n' --state --color
        case forget
            printf '%s\n' --state --color
        case '*'
            printf '%s\n' --config
    end
end

function __bt_feed_arguments
    __bt_feed_read
    string match -q -- '-*' (commandline -ct); and return
    switch $__bt_feed_verb:$__bt_feed_nth:$__bt_feed_first
        case ':*'
            printf '%s\t%s\n' poll 'Look at feeds, and print each item that was not told before'
            printf '%s\t%s\n' make 'Write a feed of torrent files, the newest first'
            printf '%s\t%s\n' list 'Print the feeds that were polled so far'
            printf '%s\t%s\n' forget 'Forget feeds'
        case 'poll:*:*'
            
        case 'make:0:*'
            __bt_feed_offer_torrents
        case 'make:*:*'
            __bt_feed_offer_torrents
        case 'list:*:*'
            
        case 'forget:*:*'
            
    end
end

complete -c bt-feed -f -a '(__bt_feed_arguments)'
complete -c bt-feed -n '__bt_feed_in poll make' -s i -l input -r -F -d 'Read further inputs from this file, one a line, or from standard input (-)'
complete -c bt-feed -n '__bt_feed_in poll make' -s 0 -l null -d 'In that list NUL ends each input, not a line end'
complete -c bt-feed -n '__bt_feed_in poll' -l match -x -d 'Tell items whose title has this extended regular expression'
complete -c bt-feed -n '__bt_feed_in poll' -l exclude -x -d 'Leave out items whose title has this regular expression'
complete -c bt-feed -n '__bt_feed_in poll' -l ignore-case -d 'Upper and lower case are the same to those two'
complete -c bt-feed -n '__bt_feed_in poll' -l since -x -d 'Leave out items that were published before this date (RFC 3339, @SECONDS) or longer ago than this (7d)'
complete -c bt-feed -n '__bt_feed_in poll' -l first-run -x -a 'all none newest' -d 'What of a feed that is new here is told'
complete -c bt-feed -n '__bt_feed_in poll list forget' -l state -r -F -d 'Keep what was told in this file'
complete -c bt-feed -n '__bt_feed_in poll' -l remember -x -d 'Forget an item that was told when its feed has dropped it for this long'
complete -c bt-feed -n '__bt_feed_in poll' -l all -d 'Print what was told before too, as far as the feed still has it'
complete -c bt-feed -n '__bt_feed_in poll' -s N -l dry-run -d 'Print what would be told'
complete -c bt-feed -n '__bt_feed_in poll' -s X -l exec -x -d 'Run this program for each item before it is printed'
complete -c bt-feed -n '__bt_feed_in poll' -l exec-timeout -x -d 'End the program after this long'
complete -c bt-feed -n '__bt_feed_in poll' -l loop -x -d 'Stay, and look again this often, or as seldom as a feed asks for by its ttl or its server by Retry-After'
complete -c bt-feed -n '__bt_feed_in poll' -s W -l timeout -x -d 'Give up on a feed after this long'
complete -c bt-feed -n '__bt_feed_in poll' -l proxy -x -d 'Fetch through this proxy, not the one of http_proxy and its like'
complete -c bt-feed -n '__bt_feed_in poll' -l max-size -x -d 'Refuse a larger feed'
complete -c bt-feed -n '__bt_feed_in poll' -l max-items -x -d 'Refuse a feed with more items'
complete -c bt-feed -n '__bt_feed_in poll make list forget' -s j -l json -d 'Print one JSON object per line'
complete -c bt-feed -n '__bt_feed_in poll make list forget' -s q -l quiet -d 'Say nothing but errors on standard error'
complete -c bt-feed -n '__bt_feed_in poll make list forget' -s v -l verbose -d 'Say more on standard error'
complete -c bt-feed -n '__bt_feed_in poll make list forget' -l color -x -a 'auto always never' -d 'Whether text is coloured'
complete -c bt-feed -s h -l help -d 'Print the most usual of this on a screen, and end'
complete -c bt-feed -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=brief'
complete -c bt-feed -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=all'
complete -c bt-feed -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=json'
complete -c bt-feed -n '__bt_feed_in make' -l recursive -d 'Look into the folders of folders too'
complete -c bt-feed -n '__bt_feed_in make' -l format -x -a 'rss atom' -d 'RSS 2.0, or Atom (RFC 4287)'
complete -c bt-feed -n '__bt_feed_in make' -l base -x -d 'Where the torrent files can be fetched'
complete -c bt-feed -n '__bt_feed_in make' -l title -x -d 'Title'
complete -c bt-feed -n '__bt_feed_in make' -l description -x -d 'What the feed is about'
complete -c bt-feed -n '__bt_feed_in make' -l link -x -d 'Page that the feed belongs to'
complete -c bt-feed -n '__bt_feed_in make' -l self -x -d 'Where the feed itself will be'
complete -c bt-feed -n '__bt_feed_in make' -l ttl -x -d 'How long readers are to leave it alone, in whole minutes'
complete -c bt-feed -n '__bt_feed_in make' -l limit -x -d 'Have no more items than this'
complete -c bt-feed -n '__bt_feed_in make' -l date-from -x -a 'torrent file' -d 'Items have the creation date of their torrents, or the time when their files were changed'
complete -c bt-feed -n '__bt_feed_in make' -s o -l output -r -F -d 'Write to this file, or to standard output (-)'
complete -c bt-feed -n '__bt_feed_in make' -s f -l force -d 'Replace an output file that exists'
complete -c bt-feed -n '__bt_feed_in make' -l max-file-size -x -d 'Refuse a larger torrent file'
complete -c bt-feed -n '__bt_feed_in make' -l max-depth -x -d 'Refuse lists, dictionaries and folders nested deeper'
complete -c bt-feed -n '__bt_feed_in make' -l max-items -x -d 'Refuse more bencoded items'
complete -c bt-feed -n '__bt_feed_in make' -l max-pieces -x -d 'Refuse more pieces'
complete -c bt-feed -n '__bt_feed_in make' -l max-files -x -d 'Refuse more files'
complete -c bt-feed -n '__bt_feed_in make' -l max-path-length -x -d 'Refuse longer paths'
complete -c bt-feed -n '__bt_feed_in ""' -s V -l version -d 'Print the versions of the tool and of libtorrent and end'
complete -c bt-feed -n '__bt_feed_in ""' -l config -r -F -d 'Read options from this TOML file'
