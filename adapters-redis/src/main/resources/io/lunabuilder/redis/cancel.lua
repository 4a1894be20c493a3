-- Ends a build that waits for its first attempt, and marks one in progress. ARGV: id, now as text, now in ms, ending.
-- Returns how it was found (PENDING, IN_PROGRESS or FINISHED) and its text; or nothing when it is unknown.
local id, now, now_millis, ending = unpack(ARGV)
local build = load(id)
if not build then return {} end
local head = build.head
if head[STATUS] == 'PENDING' then
  leave_line(build)
  finish(build, 'CANCELLED', now, now_millis, ending)
  return { 'PENDING', build.text }
end
if head[STATUS] ~= 'IN_PROGRESS' then return { 'FINISHED', build.text } end
if head[CANCEL] == 0 then
  head[CANCEL] = 1
  if head[TOKEN] == '' then
    call('ZREM', key('delayed'), id)
    call('ZADD', key('ready'), head[SEQUENCE], id)
  end
  save(build)
end
return { 'IN_PROGRESS', build.text }
