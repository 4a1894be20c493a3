-- Accepts builds. ARGV: id, idempotency key or '', order, created in ms, link to the archive where it holds a secret or
-- ''; any number of times. Returns for each a pair: two empty texts, or the id and text of the build that is there
-- already.
local answer = {}

local function accept(id, name, order, created, link)
  local sequence = call('INCR', key('sequence'))
  local build = { id = id, order = order, ending = '' }
  build.head = { 'PENDING', sequence, name, created, 0, 'QUEUED', '', '', '', 0, '', '', link }
  call('ZADD', key('status:PENDING'), 0, id)
  call('ZADD', key('queue'), sequence, id)
  call('ZADD', key('ready'), sequence, id)
  if name ~= '' then call('SET', key('key:' .. name), id) end
  save(build)
end

for i = 1, #ARGV, 5 do
  local id, name = ARGV[i], ARGV[i + 1]
  local known = load(id)
  if not known and name ~= '' then
    local first = call('GET', key('key:' .. name))
    known = first and load(first)
  end
  if not known then accept(id, name, unpack(ARGV, i + 2, i + 4)) end
  answer[#answer + 1] = known and known.id or ''
  answer[#answer + 1] = known and known.text or ''
end
return answer
