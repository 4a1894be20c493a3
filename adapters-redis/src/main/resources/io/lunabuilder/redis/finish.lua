-- Writes a build's end. ARGV: id, token, status, attempt, stage, ended as text, ended in ms, ending. Returns 1, or
-- 0 for a stale token.
local id, token, status, attempt, stage, ended, ended_millis, ending = unpack(ARGV)
local build = load(id)
if not is_held(build, token) then return { '0' } end
call('ZREM', key('leases'), lease_of(build))
build.head[ATTEMPT], build.head[STAGE] = tonumber(attempt), stage
finish(build, status, ended, ended_millis, ending)
return { '1' }
