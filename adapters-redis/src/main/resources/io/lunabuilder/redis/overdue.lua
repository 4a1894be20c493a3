-- Ends builds that wait for their first attempt for too long, from the front of the line. ARGV: accepted before (in
-- ms), now as text, now in ms, ending, at most. Returns pairs of id and text.
local before, now, now_millis, ending, at_most = unpack(ARGV)
local ended = {}
local place, step = 0, 100
while true do
  local ids = call('ZRANGE', key('queue'), place, place + step - 1)
  for _, id in ipairs(ids) do
    local build = load(id)
    if build.head[STATUS] == 'PENDING' then
      if tonumber(build.head[CREATED]) >= tonumber(before) or #ended >= 2 * at_most then return ended end
      leave_line(build)
      finish(build, 'ERROR', now, now_millis, ending)
      ended[#ended + 1] = id
      ended[#ended + 1] = build.text
    else
      place = place + 1
    end
  end
  if #ids < step then return ended end
end
