-- A day with a journal, as somebody lives it who types: each thing is done with the commands and
-- the keys of Neovim. It starts the server as docs/editors.md says.

vim.cmd('filetype plugin on')
vim.o.completeopt = 'menuone,noinsert'
if vim.lsp.enable then
  vim.lsp.enable('touchline')
else
  local client
  vim.api.nvim_create_autocmd('FileType', { pattern = 'touchline', callback = function(event)
    client = client or vim.lsp.start_client({
      name = 'touchline', cmd = { 'touchline', 'lsp' }, root_dir = vim.fn.getcwd() })
    vim.lsp.buf_attach_client(event.buf, client)
    vim.bo[event.buf].omnifunc = 'v:lua.vim.lsp.omnifunc'
  end })
end

local seen = {}
local function see(...)
  table.insert(seen, table.concat({ ... }, ': '))
end

local function text(from_line, from, to_line, to)
  return table.concat(vim.api.nvim_buf_get_text(0, from_line, from, to_line, to, {}), '\n')
end

local function all()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')
end

local day
local function wait_for(what, is_so)
  local patience = vim.loop.now() + 60000
  while not is_so() do
    if vim.loop.now() > patience then
      error('in vain: ' .. what .. '\n' .. all())
    end
    vim.defer_fn(function() coroutine.resume(day) end, 20)
    coroutine.yield()
  end
end

local function find(words)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search('\\V' .. words) > 0, words)
end

local function press(keys)
  vim.api.nvim_input(keys)
end

local function live()
  vim.cmd('edit main.touch')
  wait_for('findings', function() return #vim.diagnostic.get(0) > 0 end)
  for _, finding in ipairs(vim.diagnostic.get(0)) do
    see('finding', finding.code or finding.user_data.lsp.code,
      text(finding.lnum, finding.col, finding.end_lnum, finding.end_col))
  end

  find('Étoile -> sant')
  vim.lsp.buf.hover()
  local function shown()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return vim.api.nvim_win_get_buf(window)
      end
    end
  end
  wait_for('what is known of a prospect', shown)
  see('hover', (vim.api.nvim_buf_get_lines(shown(), 0, 1, true)[1]:gsub('%*', '')))

  vim.lsp.buf.references()
  wait_for('places', function() return #vim.fn.getqflist() > 0 end)
  vim.cmd('cclose')
  for _, place in ipairs(vim.fn.getqflist()) do
    see('named', vim.fn.fnamemodify(vim.fn.bufname(place.bufnr), ':.'), place.lnum)
  end

  find('sant')
  vim.ui.select = function(actions, options, choose)
    for _, action in ipairs(actions) do
      see('action', (options.format_item(action)))
    end
    choose(actions[1])
  end
  vim.lsp.buf.code_action()
  wait_for('the outcome is mended', function() return all():find('-> sent', 1, true) end)
  wait_for('the finding is gone', function() return #vim.diagnostic.get(0) == 0 end)

  find('Étoile -> sent')
  vim.lsp.buf.rename('Lumière 𝄞 Étoile')
  wait_for('the new name', function() return not all():find('Café', 1, true) end)

  press('Go2026-03-24 call Lum<C-x><C-o>')
  wait_for('names', function() return vim.fn.pumvisible() == 1 end)
  press('<C-y> -> voi<C-x><C-o>')
  wait_for('outcomes', function() return vim.fn.pumvisible() == 1 and all():find('voi', 1, true) end)
  press('<C-y><Esc>')
  wait_for('the touch', function() return vim.fn.mode() == 'n' end)

  local format = vim.lsp.buf.format or function() vim.lsp.buf.formatting_sync(nil, 60000) end
  format({ timeout_ms = 60000 })
  vim.cmd('wall')
end

day = coroutine.create(function()
  local _, trouble = pcall(live)
  if trouble then see('trouble', tostring(trouble)) end
  vim.fn.writefile(seen, 'seen.txt')
  vim.cmd('qall!')
end)
vim.schedule(function() coroutine.resume(day) end)
