-- How many builds are claimed before one that waits, plus one. ARGV: id. Returns a number, or nothing.
local id = ARGV[1]
local place = call('ZRANK', key('queue'), id)
if not place then return {} end
local sequence = tonumber(call('ZSCORE', key('queue'), id))
for _, left in ipairs(left_builds(store_time(true))) do
  if left.sequence < sequence then place = place + 1 end
end
return { whole(place + 1) }
