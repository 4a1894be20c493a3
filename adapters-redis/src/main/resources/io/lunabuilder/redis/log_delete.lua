-- Forgets the log. ARGV: chunk size, chunks of the head.
each_kept_chunk(tonumber(ARGV[1]), tonumber(ARGV[2]), function(chunk) call('UNLINK', chunk) end)
call('UNLINK', log)
return {}
