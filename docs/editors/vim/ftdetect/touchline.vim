autocmd BufRead,BufNewFile *.touch setfiletype touchline
