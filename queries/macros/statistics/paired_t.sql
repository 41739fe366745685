-- How likely is so large a t if the differences have a mean of zero?
-- One two-sided p-value per t and degrees of freedom: the finite sums of Abramowitz & Stegun 26.7.3 and 26.7.4.
create macro paired_t(t, freedom) as
    case when freedom % 2 = 0 then
        1 - sin(atan(abs(t) / sqrt(freedom))) * list_sum(list_transform(range(0, freedom // 2), lambda k :
            exp(lgamma(k + 0.5) - lgamma(k + 1)) / sqrt(pi()) * power(cos(atan(abs(t) / sqrt(freedom))), 2 * k)
        ))
    else
        1 - 2 / pi() * (atan(abs(t) / sqrt(freedom)) + sin(atan(abs(t) / sqrt(freedom))) * coalesce(list_sum(
            list_transform(range(0, (freedom - 1) // 2), lambda k :
                exp(lgamma(k + 1) + lgamma(1.5) - lgamma(k + 1.5)) * power(cos(atan(abs(t) / sqrt(freedom))), 2 * k + 1)
            )
        ), 0))
    end;

comment on macro paired_t is 'Two-sided p-value of Student''s t with whole degrees of freedom';
