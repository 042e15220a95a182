-- Read by Neovim 0.11 and later, where `vim.lsp.enable('touchline')` asks for it.
return {
  cmd = { 'touchline', 'lsp' },
  filetypes = { 'touchline' },
  root_markers = { 'touchline.yaml', '.git' },
}
