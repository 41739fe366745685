-- How many times another score is a score, where what guessing gives is taken from both?
-- One ratio per two scores and chance level; blank where one of them is not above it.
create macro ratio_over_chance(one, other, chance) as
    case when one > chance and other > chance then cast((one - chance) / (other - chance) as decimal(38, 6)) end;

comment on macro ratio_over_chance is
    'Ratio of two scores above the chance level: a ratio of raw scores depends on where zero lies';
