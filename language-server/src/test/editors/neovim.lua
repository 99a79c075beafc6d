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
vim.cmd(failed and 'cq' or 'qa!')
