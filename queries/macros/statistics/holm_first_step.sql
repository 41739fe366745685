-- What does the p-value of a pair outside a family become, as one more pair of it?
-- One p-value per p and number of pairs in the family: the strictest step of Holm; blank without a p-value.
create macro holm_first_step(p, n_family) as
    case when p is not null then least(1.0, p * (coalesce(n_family, 0) + 1)) end;

comment on macro holm_first_step is 'p-value times the pairs of the family and this one';
