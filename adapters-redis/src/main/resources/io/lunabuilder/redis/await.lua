-- How long until there may be something to claim. ARGV: now in ms. Returns ms, or nothing when nothing waits.
local now = tonumber(ARGV[1])
if #call('ZRANGE', key('ready'), 0, 0) > 0 then return { '0' } end
local wait
local due = call('ZRANGE', key('delayed'), 0, 0, 'WITHSCORES')
if due[2] then wait = tonumber(due[2]) - now end
local lease = call('ZRANGE', key('leases'), 0, 0, 'WITHSCORES')
if lease[2] then
  local left = tonumber(lease[2]) - store_time()
  wait = math.min(wait or left, left)
end
return wait and { whole(math.max(0, wait)) } or {}
