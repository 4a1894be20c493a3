-- Begins with a store, or refuses one that a newer program wrote. ARGV: version. Returns the version that is there.
local ours, there = tonumber(ARGV[1]), tonumber(call('GET', key('schema')) or 0)
if there < ours then
  call('SET', key('schema'), ours)
  there = ours
end
return { whole(there) }
