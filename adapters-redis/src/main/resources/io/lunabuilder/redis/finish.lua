-- Writes a build's end. ARGV: id, token, status, attempt, stage, times of stages, ended as text, ended in ms,
-- ending. Returns 1, or 0 for a stale token.
local id, token, status, attempt, stage, times, ended, ended_millis, ending = unpack(ARGV)
local build = load(id)
if not is_held(build, token) then return { '0' } end
call('ZREM', key('leases'), lease_of(build))
build.head[ATTEMPT], build.head[STAGE], build.head[TIMES] = tonumber(attempt), stage, times
finish(build, status, ended, ended_millis, ending)
return { '1' }
