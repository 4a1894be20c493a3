-- Nothing more will come: what is kept lives on from now. ARGV: chunk size, chunks of the head, lifetime in ms,
-- channel, build.
local size, head, lifetime = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
call('HSET', log, 'sealed', '1')
call('PEXPIRE', log, lifetime)
each_kept_chunk(size, head, function(chunk) call('PEXPIRE', chunk, lifetime) end)
call('PUBLISH', ARGV[4], ARGV[5] .. ' ' .. whole((state())) .. ' 1')
return {}
