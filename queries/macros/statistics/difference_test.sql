-- How many standard errors lie between two models if they are in truth equal on the n items of a benchmark?
-- One struct of z (independent, worst) per pair. Errors of equal models are pooled and the step of one item is taken
-- off: with the errors of difference_error two equal models on 30 items would differ in 10 families of 100.
create macro difference_test(one, other, n) as {
    'independent': case when one = other then 0
        else (abs(one - other) - 1 / n) / sqrt((one + other) * (2 - one - other) / 2 / n) end,
    'worst': case when one = other then 0
        else (abs(one - other) - 1 / n) / sqrt(least(one + other, 2 - one - other) / n) end
};

comment on macro difference_test is
    'z of the difference of two shares: errors independent (pooled, Yates), errors as opposed as can be (McNemar, '
    'Yates)';
