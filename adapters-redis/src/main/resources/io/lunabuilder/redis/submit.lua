-- Accepts builds while few enough wait. ARGV: id, idempotency key or '', builds that may wait, order, created in ms, link
-- to the archive where it holds a secret or ''; any number of times. Returns for each three texts: ACCEPTED, FULL, or
-- KNOWN with the id and text of the build that is there already.
local answer = {}

local function accept(id, name, order, created, link)
  local sequence = call('INCR', key('sequence'))
  local build = { id = id, order = order, ending = '' }
  build.head = { 'PENDING', sequence, name, created, 0, 'QUEUED', '', '', '', 0, '', '', link, '' }
  call('ZADD', key('status:PENDING'), 0, id)
  call('ZADD', key('queue'), sequence, id)
  call('ZADD', key('ready'), sequence, id)
  if name ~= '' then call('SET', key('key:' .. name), id) end
  save(build)
end

local function say(result, id, text)
  answer[#answer + 1] = result
  answer[#answer + 1] = id
  answer[#answer + 1] = text
end

for i = 1, #ARGV, 6 do
  local id, name, most = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2])
  local known = load(id)
  if not known and name ~= '' then
    local first = call('GET', key('key:' .. name))
    known = first and load(first)
  end
  if known then
    say('KNOWN', known.id, known.text)
  elseif call('ZCARD', key('queue')) >= most then
    say('FULL', '', '')
  else
    accept(id, name, unpack(ARGV, i + 3, i + 5))
    say('ACCEPTED', '', '')
  end
end
return answer
