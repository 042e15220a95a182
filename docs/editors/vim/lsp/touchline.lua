-- Read by Neovim 0.11 and later, where `vim.lsp.enable('touchline')` asks for it.
return {
  cmd = { 'touchline', 'lsp' },
  filetypes = { 'touchline' },
  root_markers = { 'touchline.yaml', '.git' },
  on_attach = function(client, buffer)
    -- Of a name with spaces in it, Neovim 0.11 would take the first word alone.
    vim.lsp.completion.enable(true, client.id, buffer, { convert = function(item)
      local is_snippet = item.insertTextFormat == vim.lsp.protocol.InsertTextFormat.Snippet
      return is_snippet and {} or { word = item.textEdit.newText }
    end })
  end,
}
