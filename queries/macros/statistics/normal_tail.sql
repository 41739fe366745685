-- How likely is a standard normal number to exceed z, for z of 0 or more?
-- One probability per z: the rational form of Hart 1968 (5666) as given by West 2005, which keeps its digits far out.
create macro normal_tail(z) as
    case
        when z > 37 then 0.0
        when z < 7.07106781186547 then exp(-z * z / 2)
            * ((((((3.52624965998911e-02 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z
                + 112.079291497871) * z + 221.213596169931) * z + 220.206867912376)
            / (((((((8.83883476483184e-02 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z
                + 296.564248779674) * z + 637.333633378831) * z + 793.826512519948) * z + 440.413735824752)
        else exp(-z * z / 2) / 2.506628274631 / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65)))))
    end;

comment on macro normal_tail is 'Probability that a standard normal number exceeds z, z not negative';
