" What Vim does in a touchline journal: comments, words, indentation and folds.

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:; commentstring=;\ %s
" A header is one line, however long: text never breaks by itself.
setlocal formatoptions-=t formatoptions+=cqlj
" Outcomes such as no-answer are one word, and so is a date.
setlocal iskeyword+=-
setlocal expandtab shiftwidth=4 softtabstop=4
" gf opens the file behind an include, and CTRL-N knows its words.
setlocal include=^include suffixesadd=.touch
" Folds are there from the start, and open. In this order they are reckoned once.
setlocal foldlevel=99 foldexpr=touchline#fold(v:lnum) foldmethod=expr

let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< iskeyword< expandtab<'
      \ . ' shiftwidth< softtabstop< include< suffixesadd< foldlevel< foldexpr< foldmethod<'
