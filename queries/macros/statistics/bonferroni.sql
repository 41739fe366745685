-- What does the p-value of a pair become among all pairs that are tested together?
-- One p-value per p and number of pairs (Bonferroni); blank without a p-value. The first step of Holm's correction: his
-- further steps are laxer, but depend on the numbers of the other pairs.
create macro bonferroni(p, n_family) as
    case when p is not null then least(1.0, p * n_family) end;

comment on macro bonferroni is 'p-value times the number of pairs that are tested together, at most 1';
