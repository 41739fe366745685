-- How likely is a standard normal number to be at most x?
-- One probability per x, to some 15 digits, the tails included: the rational form of Hart 1968 (5666) as given by
-- West 2005.
create macro normal_cdf(x) as
    case when x > 0 then 1 - normal_tail(x) else normal_tail(-x) end;

comment on macro normal_cdf is 'Probability that a standard normal number is at most x';
