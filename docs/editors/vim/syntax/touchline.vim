" The colours of a touchline journal. A channel, an outcome or a field may be a word of your own, so
" its place tells what it is: there is no list of words to keep.

if exists('b:current_syntax')
  finish
endif
let b:current_syntax = 'touchline'
scriptencoding utf-8

syntax case ignore
syntax iskeyword @,48-57,192-255

" Dates as touchline reads them; in magic that is very magic, and as a whole word.
let s:date = '%(\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})'
let s:moment = s:date . '%(\s+\d{1,2}:\d\d)?\S@!'
let s:period = '%(' . s:date . '%(\s+\d{1,2}:\d\d)?|\d{4}%(-\d{1,2}|-Q[1-4])?)[^[:blank:]:]@!'

" A line that begins with neither a letter nor a digit, and is no comment: nothing can be made of it.
syntax match touchlineError /^[^[:alnum:][:blank:];#*%].*/

syntax match touchlineComment /^[;#*%].*/ contains=touchlineAllow
syntax match touchlineComment /\s\@1<=;.*/ contains=touchlineAllow
syntax match touchlineAllow /\<touchline:\s*allow\s.*/ contained
syntax match touchlineHeading /^\(#\+\|\*\+\)\s.*/

" The header of a touch: each part hands on to those that may follow. Where two of them fit, Vim
" takes the one that is defined last.
execute 'syntax match touchlineDate /\v^' . s:date . '\S@!/'
      \ 'nextgroup=touchlineTime,@touchlineHow skipwhite'
syntax match touchlineTime /\v\d{1,2}:\d\d\S@!/ contained nextgroup=@touchlineHow skipwhite
syntax cluster touchlineHow contains=touchlineChannel,touchlineStuck,touchlineMark,touchlinePlanned
syntax match touchlineChannel /\v\K((-\>|→)@!\S)*/ contained
      \ nextgroup=touchlineName skipwhite
" A mark that sticks to its channel is none: the call would be lost.
syntax match touchlineStuck /[<>!]\S\+/ contained
syntax match touchlineMark /[<>]\S\@!/ contained nextgroup=touchlineChannel skipwhite
syntax match touchlinePlanned /!\S\@!/ contained nextgroup=touchlineChannel skipwhite
syntax match touchlineName /\v[#;[:blank:]]@!((\s+[#;]|\s*(-\>|→|$))@!.)+/ contained
      \ nextgroup=touchlineTag,touchlineArrow skipwhite
syntax match touchlineTag /\v#((-\>|→)@!\S)+/ contained
      \ nextgroup=touchlineTag,touchlineArrow skipwhite
syntax match touchlineArrow /->\|→/ contained nextgroup=touchlineOutcome skipwhite
syntax match touchlineOutcome /\v[0-9#:;[:blank:]]@!((\s+[0-9#;]|\s*(:|$))@!.)+/ contained
      \ nextgroup=touchlineWhen,touchlineDetail,touchlineLastTag skipwhite
execute 'syntax match touchlineWhen /\v' . s:period . '/ contained'
      \ 'nextgroup=touchlineDetail,touchlineLastTag skipwhite'
syntax match touchlineDetail /:.*/ contained contains=touchlineLastTag,touchlineComment
syntax match touchlineLastTag /\v\s@1<=#\S+(\s+#\S+)*\ze\s*(\s;.*)?$/ contained

" The lines under a touch.
syntax match touchlineIndent /^\s\+/ nextgroup=touchlineNote,touchlineField,touchlineNext,
      \touchlineOpen,touchlineDone,touchlineAssertion
syntax match touchlineNote /[^;[:blank:]].*/ contained contains=touchlineNoteTag,touchlineComment
syntax match touchlineNoteTag /\v\s@1<=#(\k|[-_])+/ contained
syntax match touchlineField /\v\K(\k|-)*:\S@!/ contained nextgroup=touchlineDay skipwhite
syntax match touchlineNext /\v%(next|n):\S@!/ contained nextgroup=touchlinePromise skipwhite
execute 'syntax match touchlinePromise /\v' . s:moment . '/ contained'
syntax match touchlineOpen /\v\[ \]\ze\s+%(me|them)\s/ contained nextgroup=touchlineWho skipwhite
syntax match touchlineDone /\v\[x\]\ze\s+%(me|them)\s/ contained nextgroup=touchlineWho skipwhite
syntax match touchlineWho /me\|them/ contained nextgroup=touchlineDay skipwhite
execute 'syntax match touchlineDay /\v' . s:moment . '/ contained'
syntax match touchlineAssertion /\v\=\ze\s+%(touch|step|cadence|due|status)\s/ contained nextgroup=touchlineFact skipwhite
syntax match touchlineFact /\k\+/ contained nextgroup=touchlineValue skipwhite
syntax match touchlineValue /\v[;[:blank:]]@!((\s+;|\s*$)@!.)+/ contained

" Directives. Under `prospect` and `rep` stand fields, and notes in which nothing has a meaning.
syntax region touchlineDirectiveEntry start=/^\(prospect\|rep\)\s/ end=/^[^[:blank:];#*%]/me=s-1
      \ contains=touchlineDirective,touchlineDirectiveIndent,touchlineComment,touchlineHeading
syntax match touchlineDirective /^\(prospect\|rep\)\s\@=/ contained
      \ nextgroup=touchlineDeclared skipwhite
syntax match touchlineDirective /^include\s\@=/ nextgroup=touchlinePath skipwhite
syntax match touchlineDeclared /\v[;[:blank:]]@!((\s+;|\s*$)@!.)+/ contained
syntax match touchlinePath /\v[;[:blank:]]@!((\s+;|\s*$)@!.)+/ contained
syntax match touchlineDirectiveIndent /^\s\+/ contained nextgroup=touchlineField

" What an indented line may be is said by the header above it, which is never far away.
syntax sync match touchlineSyncDirective grouphere touchlineDirectiveEntry /^\(prospect\|rep\)\s/
syntax sync match touchlineSyncOther grouphere NONE /^[^[:blank:];#*%]/
syntax sync maxlines=200

highlight default link touchlineError Error
highlight default link touchlineStuck Error
highlight default link touchlineComment Comment
highlight default link touchlineAllow SpecialComment
highlight default link touchlineHeading Title
highlight default link touchlineDate Number
highlight default link touchlineTime Number
highlight default link touchlineDay Number
highlight default link touchlineMark Operator
highlight default link touchlinePlanned Special
highlight default link touchlineWhen Special
highlight default link touchlinePromise Special
highlight default link touchlineChannel Type
highlight default link touchlineName Identifier
highlight default link touchlineDeclared Identifier
highlight default link touchlineTag PreProc
highlight default link touchlineLastTag PreProc
highlight default link touchlineNoteTag PreProc
highlight default link touchlineArrow Operator
highlight default link touchlineOutcome Keyword
highlight default link touchlineField Label
highlight default link touchlineNext Label
highlight default link touchlineOpen Todo
highlight default link touchlineDone Comment
highlight default link touchlineWho Keyword
highlight default link touchlineAssertion Operator
highlight default link touchlineFact Keyword
highlight default link touchlineValue Constant
highlight default link touchlineDirective Keyword
highlight default link touchlinePath String
