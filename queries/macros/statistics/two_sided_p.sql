-- How likely is a standard normal number to lie at least as far from 0 as z?
-- One p-value per z.
create macro two_sided_p(z) as least(1.0, 2 * normal_tail(abs(z)));

comment on macro two_sided_p is 'Two-sided p-value of z';
