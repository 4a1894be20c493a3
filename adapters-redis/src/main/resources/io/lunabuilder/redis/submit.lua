-- Accepts a build. ARGV: id, idempotency key or '', order, created in ms. Returns nothing, or the id and text of
-- the build that is there already.
local id, name, order, created = unpack(ARGV)
local known = load(id)
if not known and name ~= '' then
  local first = call('GET', key('key:' .. name))
  known = first and load(first)
end
if known then return { known.id, known.text } end

local sequence = call('INCR', key('sequence'))
local build = { id = id, order = order, ending = '' }
build.head = { 'PENDING', sequence, name, created, 0, 'QUEUED', '', '', '', 0, '', '' }
call('ZADD', key('status:PENDING'), 0, id)
call('ZADD', key('queue'), sequence, id)
call('ZADD', key('ready'), sequence, id)
if name ~= '' then call('SET', key('key:' .. name), id) end
save(build)
return {}
