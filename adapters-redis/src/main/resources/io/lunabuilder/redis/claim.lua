-- Gives the build that waits longest to a runner. ARGV: runner, lease in ms, now in ms, now as text, first stage, its
-- time. Returns its id, its text and whether another runner had it; or nothing.
local runner, lease, now, started, first_stage, times = unpack(ARGV)
for _, id in ipairs(call('ZRANGE', key('delayed'), '-inf', now, 'BYSCORE', 'LIMIT', 0, 100)) do
  call('ZREM', key('delayed'), id)
  call('ZADD', key('ready'), call('ZSCORE', key('queue'), id), id)
end

local waiting = call('ZRANGE', key('ready'), 0, 0, 'WITHSCORES')
local id, sequence, taken_over = waiting[1], tonumber(waiting[2]), '0'
for _, left in ipairs(left_builds(store_time())) do
  if not id or left.sequence < sequence then
    id, sequence, taken_over = left.id, left.sequence, '1'
  end
end
if not id then return {} end

local build = load(id)
leave_line(build)
if build.head[STATUS] == 'PENDING' then
  become(build, 'IN_PROGRESS')
  build.head[ATTEMPT], build.head[STAGE], build.head[STARTED] = 1, first_stage, started
  build.head[TIMES] = times
end
build.head[OWNER], build.head[TOKEN], build.head[RETRY] = runner, next_token(), ''
hold(build, tonumber(lease))
save(build)
return { build.id, build.text, taken_over }
