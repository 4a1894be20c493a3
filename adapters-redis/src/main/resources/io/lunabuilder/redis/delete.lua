-- Forgets a build that is over. ARGV: id. Returns DELETED, NOT_FINISHED or UNKNOWN.
local build = load(ARGV[1])
if not build then return { 'UNKNOWN' } end
if build.head[ENDED] == '' then return { 'NOT_FINISHED' } end
forget(build)
return { 'DELETED' }
