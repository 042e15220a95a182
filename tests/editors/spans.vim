" Writes down each stretch of sample.touch that has a colour: its line, its group, its text.

set nocompatible encoding=utf-8
filetype plugin on
syntax on
edit sample.touch

" The group, unless it has no colour of its own: then it only holds others.
function! s:group(lnum, column) abort
  let id = synID(a:lnum, a:column, 1)
  return synIDtrans(id) == id ? '' : synIDattr(id, 'name')
endfunction

let s:spans = []
for s:lnum in range(1, line('$'))
  let s:column = 1
  let s:last = ''
  for s:character in split(getline(s:lnum), '\zs')
    let s:group = s:group(s:lnum, s:column)
    if s:group !=# '' && s:group ==# s:last
      let s:spans[-1] .= s:character
    elseif s:group !=# ''
      call add(s:spans, s:lnum . "\t" . s:group . "\t" . s:character)
    endif
    let s:last = s:group
    let s:column += strlen(s:character)
  endfor
endfor
call writefile(s:spans, 'spans.txt')
qall!
