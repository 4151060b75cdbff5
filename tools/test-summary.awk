# Reads Surefire's reports and says how the tests went, naming each one that was skipped and why.
# Each case is counted, for where two engines ran one class its report has the totals of the last of them only.
# With `strict` set, as on CI, a skipped test is a failure; no test at all is one everywhere.

function attribute(name,   from, rest) {
    from = index($0, " " name "=\"")
    if (!from) return ""
    rest = substr($0, from + length(name) + 3)
    return substr(rest, 1, index(rest, "\"") - 1)
}

/^ *<testcase / { tests++; test = attribute("classname") "." attribute("name") }
/^ *<failure[ >]/ { failures++ }
/^ *<error[ >]/ { errors++ }
/^ *<skipped/ {
    skipped++
    reason = attribute("message")
    if (!reason && match($0, /CDATA\[[^:]*: /)) reason = substr($0, RSTART + RLENGTH)
    print "SKIPPED " test ": " (reason ? reason : "no reason given")
}

END {
    printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", tests, failures, errors, skipped
    if (!tests) print "No test ran."
    if (skipped && strict) print "On CI a skipped test is a failure."
    exit !tests || failures || errors || (skipped && strict)
}
