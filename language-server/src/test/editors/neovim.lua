-- Runs in Neovim with the set-up of docs/editors.md: edits race.pw as a user would, and tells what it sees.
local failed = false
local function tell(name, ok, detail)
  failed = failed or not ok
  io.stdout:write((ok and 'ok ' or 'FAILED ') .. name .. (ok and '' or ': ' .. vim.inspect(detail)) .. '\n')
end
local function wait(name, condition)
  local detail
  local ok = vim.wait(60000, function()
    local fine, result = pcall(condition)
    detail = result
    return fine and result
  end, 20)
  tell(name, ok, { detail, vim.diagnostic.get(0) })
end
local function lines()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do found[each.lnum + 1] = each end
  return found
end
local function ask(method, line, column, extra)
  local params = { textDocument = vim.lsp.util.make_text_document_params() }
  if line then params.position = { line = line - 1, character = column } end
  for key, value in pairs(extra or {}) do params[key] = value end
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 30000) or {}) do
    return answer.result
  end
end

vim.o.swapfile = false
vim.cmd('edit race.pw')
tell('file type', vim.bo.filetype == 'pagewalk', vim.bo.filetype)
wait('attached', function() return #vim.lsp.buf_get_clients(0) > 0 end)
wait('race on both lines', function() return lines()[6] and lines()[7] end)
wait('expectation', function() return lines()[9] end)
tell('severity', lines()[6].severity == vim.diagnostic.severity.ERROR, lines()[6])

local lenses = ask('textDocument/codeLens')
tell('lens', lenses[1].command.title:find('^final, expected safe'), lenses)

vim.api.nvim_buf_set_lines(0, 5, 7, false, { '  thread a in P { atomic_inc(count); }', '  thread b in P { atomic_inc(count); }' })
wait('fixed', function() return #vim.diagnostic.get(0) == 0 end)
wait('safe', function() return ask('textDocument/codeLens')[1].command.title:find('^safe') end)

vim.api.nvim_buf_set_lines(0, 5, 6, false, { '  thread a in P { atomic_inc(cout); }' })
wait('mistake', function() return lines()[6] and lines()[6].code == 'PW0201' or lines()[6].message:find('cout') end)
vim.api.nvim_buf_set_lines(0, 5, 6, false, { '  thread a in P { munmap(P.mm, A.start, A.size); }' })
wait('mended', function() return #vim.diagnostic.get(0) > 0 and not lines()[6] or #vim.diagnostic.get(0) == 0 end)

tell('hover', vim.inspect(ask('textDocument/hover', 6, 19)):find('munmap%(mm: mm'), ask('textDocument/hover', 6, 19))
local items = ask('textDocument/completion', 6, 27)
tell('completion', #items == 1 and items[1].label == 'mm', items)
vim.api.nvim_win_set_cursor(0, { 6, 19 })
vim.lsp.buf.definition()
wait('definition', function() return vim.api.nvim_buf_get_name(0):find('mmap.pw$') end)
vim.cmd('buffer race.pw')

vim.api.nvim_win_set_cursor(0, { 3, 7 })
vim.lsp.buf.rename('total')
wait('rename', function() return vim.api.nvim_buf_get_lines(0, 0, -1, false)[8]:find('total == 2') end)
vim.api.nvim_buf_set_lines(0, 2, 3, false, { '      var   total :int;' })
vim.lsp.buf.formatting_sync(nil, 30000)
tell('formatting', vim.api.nvim_buf_get_lines(0, 2, 3, false)[1] == '  var total: int;',
  vim.api.nvim_buf_get_lines(0, 2, 3, false))

-- What Neovim shows in lists, windows and colours of its own.
local function quickfix(name, request, wanted)
  vim.fn.setqflist({})
  request()
  wait(name, function()
    local texts = {}
    for _, each in ipairs(vim.fn.getqflist()) do table.insert(texts, each.lnum .. ' ' .. each.text) end
    return table.concat(texts, '\n'):find(wanted)
  end)
  vim.cmd('cclose')
  vim.cmd('buffer race.pw')
end
local function at(line, column) vim.api.nvim_win_set_cursor(0, { line, column }) end
vim.api.nvim_buf_set_lines(0, 6, 7, false, { '  thread b in P { done: atomic_inc(total); }', '  thread c { after b.done; }' })
at(8, 21)
quickfix('references of a label', function() vim.lsp.buf.references() end, '^7 .*\n8 ')
at(3, 7)
quickfix('references', function() vim.lsp.buf.references() end, '^3 .*\n7 .*\n9 ')
quickfix('document symbols', vim.lsp.buf.document_symbol, 'race')
quickfix('workspace symbols', function() vim.lsp.buf.workspace_symbol('zap_pte_range') end, 'zap_pte_range')
at(6, 19)
quickfix('callers', vim.lsp.buf.incoming_calls, 'a')
quickfix('callees', vim.lsp.buf.outgoing_calls, 'mmap_write_lock')
at(3, 7)
vim.lsp.buf.document_highlight()
wait('highlights', function()
  local marks = 0
  for name, space in pairs(vim.api.nvim_get_namespaces()) do
    if name:find('references') then marks = marks + #vim.api.nvim_buf_get_extmarks(0, space, 0, -1, {}) end
  end
  return marks == 3
end)
local function leave()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then vim.api.nvim_win_close(window, true) end
  end
end
local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
  return ''
end
at(6, 33)
vim.lsp.buf.signature_help()
wait('signature help', function() return floating():find('munmap%(mm: mm') end)
leave()
at(6, 19)
vim.lsp.buf.hover()
wait('hover in a window', function() return floating():find('mm/mmap.c') end)
leave()
at(6, 27)
vim.lsp.buf.type_definition()
wait('type definition', function() return vim.api.nvim_buf_get_name(0):find('mm_types.pw$') end)
vim.cmd('buffer race.pw')

vim.ui.select = function(items, _, chosen) chosen(items[1], 1) end
vim.api.nvim_buf_set_lines(0, 5, 6, false, { '  thread a in P { munmab(P.mm, A.start, A.size); }' })
wait('a mistake to mend', function() return lines()[6] end)
at(6, 19)
vim.lsp.buf.code_action()
wait('code action', function() return vim.api.nvim_buf_get_lines(0, 5, 6, false)[1]:find('munmap%(') end)
wait('lenses are shown', function()
  vim.lsp.codelens.refresh()
  local found = vim.lsp.codelens.get(vim.api.nvim_get_current_buf())
  return #found >= 3 and found[1].command.title:find('^final')
end)
vim.api.nvim_buf_set_lines(0, 5, 6, false, { '  thread a in P { munmap( P.mm,A.start , A.size ); }' })
at(6, 0)
vim.lsp.buf.range_formatting({}, { 6, 0 }, { 6, 50 })
wait('range formatting', function() return vim.api.nvim_buf_get_lines(0, 5, 6, false)[1]:find('munmap%(P.mm, A.start, A.size%);') end)
vim.cmd(failed and 'cq' or 'qa!')
