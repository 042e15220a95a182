# A touchline journal in Kakoune: its file type, its colours, its comments. A channel, an outcome or
# a field may be a word of your own, so its place tells what it is: there is no list of words to keep.

hook global BufCreate .*\.touch %{
    set-option buffer filetype touchline
}

hook global BufSetOption filetype=touchline %{
    set-option buffer comment_line ';'
    set-option buffer indentwidth 4
}

hook -group touchline-highlight global WinSetOption filetype=touchline %{
    require-module touchline
    add-highlighter window/touchline ref touchline
    hook -once -always window WinSetOption filetype=.* %{
        remove-highlighter window/touchline
    }
}

provide-module touchline %§

add-highlighter shared/touchline-comment group
add-highlighter shared/touchline-comment/ regex '^[;#*%][^\n]*' 0:comment
add-highlighter shared/touchline-comment/ regex '(?<=\h);[^\n]*' 0:comment
add-highlighter shared/touchline-comment/ regex \
    '(?:^[;#*%]|\h;)[^\n]*?\b(touchline:\h*allow\h[^\n]*)' 1:documentation
add-highlighter shared/touchline-comment/ regex '^(?:#+|\*+)\h[^\n]*' 0:title

add-highlighter shared/touchline-field regex \
    '^\h+([^\W\d_](?:[^\W_]|-)*:)(?=\s)(?:\h+((?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})(?:\h+\d{1,2}:\d\d)?)(?=\s))?' 1:attribute 2:value

add-highlighter shared/touchline regions

# Under `prospect` and `rep` stand fields, and notes in which nothing has a meaning.
add-highlighter shared/touchline/directive region '(?i)^(?:prospect|rep)\h' '^(?=[^\h\n;#*%])' group
add-highlighter shared/touchline/directive/ regex \
    '(?i)^(prospect|rep)\h+([^\h\n;][^\n]*?)\h*(?:\h;[^\n]*)?$' 1:keyword 2:variable
add-highlighter shared/touchline/directive/ ref touchline-field
add-highlighter shared/touchline/directive/ ref touchline-comment

# The lines under a touch, each of its kind.
add-highlighter shared/touchline/field region '^\h+[^\W\d_](?:[^\W_]|-)*:(?=\s)' '\n' group
add-highlighter shared/touchline/field/ ref touchline-field
add-highlighter shared/touchline/field/ regex \
    '(?i)^\h+n(?:ext)?:\h+((?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})(?:\h+\d{1,2}:\d\d)?)(?=\s)' 1:+b@value
add-highlighter shared/touchline/field/ ref touchline-comment
add-highlighter shared/touchline/homework region '(?i)^\h+\[[ x]\]\h+(?:me|them)\h' '\n' group
add-highlighter shared/touchline/homework/ regex \
    '(?i)^\h+(?:(\[ \])|(\[x\]))\h+(me|them)(?:\h+((?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})(?:\h+\d{1,2}:\d\d)?)\h)?' 1:bullet 2:comment 3:keyword 4:value
add-highlighter shared/touchline/homework/ ref touchline-comment
add-highlighter shared/touchline/assertion region \
    '(?i)^\h+=\h+(?:touch|step|cadence|due|status)\h' '\n' group
add-highlighter shared/touchline/assertion/ regex \
    '^\h+(=)\h+(\w+)\h+([^\h\n;][^\n]*?)\h*(?:\h;[^\n]*)?$' 1:operator 2:keyword 3:value
add-highlighter shared/touchline/assertion/ ref touchline-comment
add-highlighter shared/touchline/note region '^\h+[^\h\n;]' '\n' group
add-highlighter shared/touchline/note/ regex '(?<=\h)#[\w-]+' 0:meta
add-highlighter shared/touchline/note/ ref touchline-comment

add-highlighter shared/touchline/touch default-region group
# Nothing can be made of such a line, nor of a mark that sticks to its channel.
add-highlighter shared/touchline/touch/ regex '^[^\w\s;#*%][^\n]*' 0:Error
add-highlighter shared/touchline/touch/ regex '^((?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})(?:\h+\d{1,2}:\d\d)?)\h+([<>!]\S+)' 1:value 2:Error
# Date, mark, channel, prospect, tags; then, if there is an outcome, its word, its date, its tags.
add-highlighter shared/touchline/touch/ regex \
    '^((?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})(?:\h+\d{1,2}:\d\d)?)(?:\h+([<>])|\h+(!))?\h+([^\W\d_]\S*?)(?:\h+([^\h\n#;][^\n]*?))?(?:\h+(#\S+?(?:\h+#\S+?)*))?\h*(?:(->|→)\h*([^\h\n:#;\d][^\n]*?)(?:\h+((?:\d{4}(?:-\d{1,2}|-[Qq][1-4])?|(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})(?:\h+\d{1,2}:\d\d)?)))?(?:\h*:[^\n]*?)?(?:\h+(#\S+(?:\h+#\S+)*))?\h*)?(?:\h;[^\n]*)?$' \
    1:value 2:operator 3:+b@value 4:type 5:variable 6:meta 7:operator 8:function 9:+b@value 10:meta
add-highlighter shared/touchline/touch/ regex \
    '(?i)^(include)\h+([^\h\n;][^\n]*?)\h*(?:\h;[^\n]*)?$' 1:keyword 2:string
add-highlighter shared/touchline/touch/ ref touchline-comment

§
