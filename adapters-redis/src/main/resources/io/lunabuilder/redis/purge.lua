-- Forgets builds that ended before a time, the first to end first. ARGV: time in ms, at most. Returns their ids.
local ids = call('ZRANGE', key('ended'), '-inf', '(' .. ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[2])
for _, id in ipairs(ids) do
  forget(load(id))
end
return ids
