-- Puts a build back to its old place in the line. ARGV: id, token, attempt, stage, times of stages, cancel, due as
-- text or '', due in ms. Returns 1, or 0 for a stale token.
local id, token, attempt, stage, times, cancel, due, due_millis = unpack(ARGV)
local build = load(id)
if not is_held(build, token) then return { '0' } end
call('ZREM', key('leases'), lease_of(build))
build.head[ATTEMPT], build.head[STAGE], build.head[RETRY] = tonumber(attempt), stage, due
build.head[OWNER], build.head[TOKEN], build.head[TIMES] = '', '', times
if cancel == '1' then build.head[CANCEL] = 1 end
call('ZADD', key('queue'), build.head[SEQUENCE], id)
-- One that shall stop need not wait for its next attempt.
if due == '' or build.head[CANCEL] == 1 then
  call('ZADD', key('ready'), build.head[SEQUENCE], id)
else
  call('ZADD', key('delayed'), due_millis, id)
end
save(build)
return { '1' }
