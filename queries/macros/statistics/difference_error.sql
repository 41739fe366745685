-- How large may the standard error of the difference of two shares of the same n items be?
-- One struct (best, independent, worst) per pair: the Fréchet–Hoeffding limits of how many items both solve.
create macro difference_error(one, other, n) as {
    'best': sqrt(abs(one - other) * (1 - abs(one - other)) / n),
    'independent': sqrt((one * (1 - one) + other * (1 - other)) / n),
    'worst': sqrt((least(one + other, 2 - one - other) - (one - other) * (one - other)) / n)
};

comment on macro difference_error is
    'Standard error of the difference of two shares: errors as alike as can be, independent, as opposed as can be';
