-- Returns where it ends, and whether it is sealed.
local last, _, sealed = state()
return { whole(last), sealed and '1' or '0' }
