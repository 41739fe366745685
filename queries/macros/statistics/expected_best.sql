-- How far above their common mean is the highest of n equal numbers to be expected?
-- One number of standard errors per n: the mean of the largest of n standard normal numbers, integrated in steps of
-- 0.1.
create macro expected_best(n) as
    n * list_sum(list_transform(range(-80, 81), lambda i :
        0.1 * 0.1 * i * exp(-0.005 * i * i) / sqrt(2 * pi()) * power(normal_cdf(0.1 * i), n - 1)
    ));

comment on macro expected_best is
    'Expected lead of the highest of n equal numbers over their mean, in standard errors: what choosing the best '
    'alone brings';
