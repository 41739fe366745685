-- How likely is it that one of two equal models is ahead on as many of n benchmarks?
-- One exact two-sided p-value per number of benchmarks won and played, ties left out.
create macro sign_test(wins, n) as
    case when n = 0 then 1.0 else least(1.0, 2 * list_sum(list_transform(
        range(cast(greatest(wins, n - wins) as bigint), cast(n as bigint) + 1),
        lambda k : exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) - n * ln(2))
    ))) end;

comment on macro sign_test is 'Exact two-sided sign test';
