-- How many items would show the difference of two shares in four of five tries?
-- One struct (best, half, independent, worst) per pair: errors as alike as can be, correlated by one half, independent,
-- as opposed as can be.
create macro needed_items(one, other) as {
    'best': cast(ceil(7.848879734349089 * power(difference_error(one, other, 1).best / (one - other), 2)) as bigint),
    'half': cast(ceil(7.848879734349089 * (
        one * (1 - one) + other * (1 - other) - sqrt(one * (1 - one) * other * (1 - other))
    ) / power(one - other, 2)) as bigint),
    'independent': cast(ceil(7.848879734349089 * power(difference_error(one, other, 1).independent / (one - other), 2)) as bigint),
    'worst': cast(ceil(7.848879734349089 * power(difference_error(one, other, 1).worst / (one - other), 2)) as bigint)
};

comment on macro needed_items is 'Items that show the difference with a power of 80 % at 5 % two-sided';
