let s:heading = '^\(#\+\|\*\+\)\s'

" The fold level of a line, as 'foldexpr' wants it: a heading opens a fold of its own depth, an
" entry with lines under it one below that.
function! touchline#fold(lnum) abort
  let line = getline(a:lnum)
  if line =~# '^\s*$'
    return -1
  elseif line =~# '^\s'
    return '='
  endif
  let depth = s:depth(a:lnum)
  if line =~# s:heading
    return '>' . depth
  elseif getline(a:lnum + 1) =~# '^\s\+\S'
    return '>' . (depth + 1)
  endif
  return depth
endfunction

" The depth of the heading that a line is, or stands under. The headings are looked for once after
" each change; as Vim asks line after line, the search for one begins at the last answer.
function! s:depth(lnum) abort
  if get(b:, 'touchline_tick') != b:changedtick
    let b:touchline_tick = b:changedtick
    let b:touchline_headings = s:headings()
    let b:touchline_at = 0
  endif
  while b:touchline_headings[b:touchline_at][0] > a:lnum
    let b:touchline_at -= 1
  endwhile
  while get(b:touchline_headings, b:touchline_at + 1, [a:lnum + 1])[0] <= a:lnum
    let b:touchline_at += 1
  endwhile
  return b:touchline_headings[b:touchline_at][1]
endfunction

" The line and the depth of each heading, behind one of depth 0 for what stands above them all.
function! s:headings() abort
  let lines = getline(1, '$')
  let headings = [[0, 0]]
  let at = match(lines, s:heading)
  while at >= 0
    call add(headings, [at + 1, strlen(matchstr(lines[at], '^[#*]\+'))])
    let at = match(lines, s:heading, at + 1)
  endwhile
  return headings
endfunction
