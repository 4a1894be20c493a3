-- Makes a lease last. ARGV: id, token, lease in ms. Returns HELD, HELD_CANCEL_REQUESTED or LOST.
local id, token, lease = unpack(ARGV)
local build = load(id)
if not is_held(build, token) then return { 'LOST' } end
hold(build, tonumber(lease))
return { build.head[CANCEL] == 1 and 'HELD_CANCEL_REQUESTED' or 'HELD' }
