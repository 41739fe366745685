-- With how many pairs is a pair of models tested together?
-- One number per number of pairs in its family (pair_family); a pair outside counts as one more of the larger family.
create macro tests_of_pair(n_family) as
    coalesce(n_family, (select coalesce(max(pair_family.n_family), 0) + 1 from pair_family));

comment on macro tests_of_pair is 'Pairs that are tested together with one, itself among them';
