-- How likely are n equal numbers to lie within q standard errors of each other?
-- One probability per q and n: the studentised range with known errors, integrated in steps of 0.1.
create macro range_probability(q, n) as
    n * list_sum(list_transform(range(-80, 81), lambda i :
        0.1 * exp(-0.005 * i * i) / 2.506628274631 * power(normal_cdf(0.1 * i) - normal_cdf(0.1 * i - q), n - 1)
    ));

comment on macro range_probability is 'Probability that the range of n standard normal numbers is at most q';
