-- Builds with one of some statuses, newest first. ARGV: limit, older than this id or '', statuses. Returns pairs of id
-- and text.
local limit, after = tonumber(ARGV[1]), ARGV[2]
local from = after == '' and '+' or '(' .. after
local ids = {}
for i = 3, #ARGV do
  for _, id in ipairs(call('ZRANGE', key('status:' .. ARGV[i]), from, '-', 'BYLEX', 'REV', 'LIMIT', 0, limit)) do
    ids[#ids + 1] = id
  end
end
table.sort(ids, function(one, other) return one > other end)
local builds = {}
for i = 1, math.min(limit, #ids) do
  builds[2 * i - 1] = ids[i]
  builds[2 * i] = call('GET', key('build:' .. ids[i]))
end
return builds
