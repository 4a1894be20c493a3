-- Writes how far a runner is with its build. ARGV: id, token, attempt, stage, times of stages, cancel. Returns 1, or
-- 0 for a stale token.
local id, token, attempt, stage, times, cancel = unpack(ARGV)
local build = load(id)
if not is_held(build, token) then return { '0' } end
build.head[ATTEMPT], build.head[STAGE], build.head[TIMES] = tonumber(attempt), stage, times
if cancel == '1' then build.head[CANCEL] = 1 end
save(build)
return { '1' }
